package natsuin.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import natsuin.boot.embedded.EmbeddedClamd;
import natsuin.kernel.FailureException;
import natsuin.queues.QueueItem;
import natsuin.queues.WatchedQueue;
import natsuin.scanner.LyingClamd;
import natsuin.testkit.World;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** While no clamd can be trusted, files wait; none passes unscanned. */
class WaitingIT {
  @RegisterExtension static final World WORLD = new World().with("scanner.workers", "0");

  @Test
  @DisplayName("DOC-4: clamd stopped, files wait and say so; clamd back, they go on by themselves")
  void stoppedAndBack() throws IOException {
    EmbeddedClamd clamd = WORLD.servers().clamd().orElseThrow();
    clamd.stop();
    try (var desk = new Desk(WORLD, clamd.address())) {
      var file = desk.take("旅券.png", Samples.picture("png"));
      var infected = desk.take("名刺.docx", Samples.docx(java.util.Map.of("a.txt", Samples.EICAR)));
      desk.becomes(file, FileState.WAITING);
      desk.becomes(infected, FileState.WAITING);
      assertThat(desk.room().scannerState().await()).isEqualTo("down");
      assertThat(desk.room().queue().figures().await().depth()).isGreaterThanOrEqualTo(2);
      assertThatThrownBy(() -> desk.uploads().bytes(desk.now(file)).await())
          .as("nobody reads what is not scanned")
          .isInstanceOf(FailureException.class);
      clamd.restart();
      assertThat(desk.settled(file).state()).isEqualTo(FileState.CLEAN);
      assertThat(desk.settled(infected).state()).isEqualTo(FileState.INFECTED);
      assertThat(desk.seen).anyMatch(line -> line.startsWith(file.id() + " waiting"));
      assertThat(desk.room().scannerState().await()).isEqualTo("up");
    }
  }

  @Test
  @DisplayName("OPS-5: without clamd a node is ready all the same, and says that it is away")
  void healthTells() throws IOException {
    EmbeddedClamd clamd = WORLD.servers().clamd().orElseThrow();
    clamd.stop();
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(80))
          .until(() -> WORLD.get("/health/ready").body().contains("\"scanner\":\"down\""));
      assertThat(WORLD.get("/health/ready").statusCode()).isEqualTo(200);
    } finally {
      clamd.restart();
    }
  }

  @Test
  @DisplayName("DOC-4: without any scanner contents are examined, and each file says unscanned")
  void noScanner() {
    try (var desk = new Desk(WORLD)) {
      var file = desk.settled(desk.take("旅券.png", Samples.picture("png")));
      assertThat(file.state()).isEqualTo(FileState.CLEAN);
      assertThat(file.scanned()).isFalse();
      var macros = Samples.docx(java.util.Map.of("word/vbaProject.bin", "x"));
      assertThat(desk.settled(desk.take("名刺.docx", macros)).state()).isEqualTo(FileState.REFUSED);
      assertThat(desk.room().scannerState().await()).isEqualTo("none");
    }
  }

  @Test
  @DisplayName("OPS-2: a file whose node died is scanned by another; nothing stays under scan")
  void leaseLapsed() {
    try (var nobody = LyingClamd.blind();
        var dead = new Desk(WORLD, nobody.address())) {
      var file = dead.take("旅券.png", Samples.picture("png"));
      dead.becomes(file, FileState.WAITING);
      dead.count(
          "with x as (update uploaded_file set state = 'scanning', fence = 7, lease_until = now() -"
              + " interval '1 s' where id = $1 returning 1) select count(*) from x",
          file.id());
      var address = WORLD.servers().clamd().orElseThrow().address();
      try (var living = new Desk(WORLD, address)) {
        assertThat(living.settled(file).state()).isEqualTo(FileState.CLEAN);
      }
    }
  }

  @Test
  @DisplayName(
      "OPS-4, OPS-5: a file without a verdict is seen with attempts and code; parked it waits, even"
          + " where clamd is back; retried it is scanned")
  void parkAndRetry() throws IOException {
    var file = parkedWithoutVerdict();
    // the desk whose scanner lies has gone: it would take the other file, and the one retried, too
    try (var living = new Desk(WORLD, WORLD.servers().clamd().orElseThrow().address())) {
      var other = living.settled(living.take("免許.png", Samples.picture("png")));
      assertThat(other.state()).isEqualTo(FileState.CLEAN);
      assertThat(living.now(file).state()).isEqualTo(FileState.WAITING);
      var queue = living.room().queue();
      assertThat(WORLD.database().tx(tx -> queue.retry(tx, file.id())).await()).isTrue();
      assertThat(living.settled(file).state()).isEqualTo(FileState.CLEAN);
    }
  }

  private static UploadedFile parkedWithoutVerdict() throws IOException {
    try (var clamd = LyingClamd.that(LyingClamd.Lie.GARBAGE);
        var desk = new Desk(WORLD, clamd.address())) {
      var file = desk.take("旅券.png", Samples.picture("png"));
      desk.becomes(file, FileState.WAITING);
      var queue = desk.room().queue();
      Awaitility.await().until(() -> !queue.troubled(100).await().isEmpty());
      Awaitility.await().until(() -> item(queue, file).error().equals(Optional.of("no-verdict")));
      assertThat(WORLD.database().tx(tx -> queue.park(tx, file.id())).await()).isTrue();
      Awaitility.await().until(() -> item(queue, file).state() == QueueItem.State.PARKED);
      assertThat(item(queue, file).toString()).doesNotContain("旅券");
      return file;
    }
  }

  private static QueueItem item(WatchedQueue queue, UploadedFile file) {
    return queue.troubled(100).await().stream()
        .filter(item -> item.id().equals(file.id()))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"LIMIT_EXCEEDED", "ERROR_ANSWER", "CLOSED_LINE", "OK_FOR_OTHER_STREAM", "GARBAGE"})
  @DisplayName("DOC-4, Attack: a file that a lying clamd was asked about waits, unread")
  void lyingClamd(LyingClamd.Lie lie) {
    try (var clamd = LyingClamd.that(lie);
        var desk = new Desk(WORLD, clamd.address())) {
      var file = desk.take("旅券.png", Samples.picture("png"));
      desk.becomes(file, FileState.WAITING);
      Awaitility.await().until(() -> desk.count(ATTEMPTS, file.id()) >= 2);
      assertThat(desk.now(file).state().settled()).isFalse();
    }
  }

  private static final String ATTEMPTS = "select attempts::bigint from uploaded_file where id = $1";

  @Test
  @DisplayName("DOC-4, Attack: a clamd without signatures says OK to everything, and is not asked")
  void blindClamd() {
    try (var clamd = LyingClamd.blind();
        var desk = new Desk(WORLD, clamd.address())) {
      var file = desk.take("旅券.png", Samples.picture("png"));
      desk.becomes(file, FileState.WAITING);
      assertThat(desk.count(ATTEMPTS, file.id())).isZero();
    }
  }
}
