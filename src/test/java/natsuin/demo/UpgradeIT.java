package natsuin.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import natsuin.boot.embedded.NodeProcess;
import natsuin.boot.embedded.OneMachine;
import natsuin.kernel.FreePort;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("faults")
class UpgradeIT {
  private static final Duration A_SOCKETS_SUCCESSOR = Duration.ofSeconds(2);
  private static final Duration AN_END = Duration.ofMinutes(1);

  @Test
  @DisplayName(
      "OPS-6: a version that widens the schema comes node by node under load, an old node starts"
          + " again in between, and what a later one takes away it takes when nobody needs it any"
          + " more: no failed request, no lost event, every socket has a successor within 2 s")
  void upgraded() throws Exception {
    var plan =
        new OneMachine.Plan(
            Path.of("target", "machines", UUID.randomUUID().toString()),
            3,
            FreePort.onLoopback(),
            FreePort.onLoopback(),
            false,
            new JsonObject(RollingIT.SETTINGS));
    try (var machine = OneMachine.start(plan)) {
      Diary diary;
      try (var load =
          new Load(machine.address())
              .signing(DemoPeople.PRESIDENT, DemoPeople.SHOPKEEPER)
              .loggingIn(2, DemoPeople.PRESIDENT)
              .watching(20)) {
        diary = load.diary();
        awaitSignatures(diary, 3);
        upgrade(machine);
        awaitSignatures(diary, 2);
        await().until(() -> load.watchers().stream().allMatch(Watcher::isOpen));
        assertThat(load.watchers()).allSatisfy(watcher -> assertThat(watcher.gaps()).isEmpty());
        assertThat(load.watchers().stream().flatMap(watcher -> watcher.without().stream()))
            .as("each node's sockets moved")
            .isNotEmpty()
            .allSatisfy(gone -> assertThat(gone).isLessThan(A_SOCKETS_SUCCESSOR));
      }
      assertThat(diary.faults()).isEmpty();
      assertThat(diary.all(Load.SIGNED).map(Diary.Act::subject))
          .containsExactlyInAnyOrderElementsOf(
              diary.all(Load.SIGN).map(Diary.Act::subject).toList());
      startsNoMore(machine.nodes().getFirst());
    }
  }

  private static void upgrade(OneMachine machine) throws Exception {
    var first = machine.nodes().getFirst();
    var second = machine.nodes().get(1);
    var last = machine.nodes().getLast();
    first.stop();
    first.with(version("contract"), version("expand"));
    first.start();
    assertThat(ended(first)).contains("nodes of an older version", last.address().getHost());

    replace(machine, first, version("expand"));
    replace(machine, second); // the old one once more
    replace(machine, second, version("expand"));
    replace(machine, last, version("expand"));
    replace(machine, first, version("contract"), version("expand"));
  }

  private static void replace(OneMachine machine, NodeProcess node, Path... before)
      throws IOException, InterruptedException, TimeoutException {
    node.stop();
    node.with(before);
    node.start();
    machine.awaitReady();
  }

  /** A version before what was taken away. */
  private static void startsNoMore(NodeProcess node) throws IOException, InterruptedException {
    node.stop();
    node.with();
    node.start();
    assertThat(ended(node)).contains("too new for this program");
  }

  private static String ended(NodeProcess node) throws IOException {
    await().atMost(AN_END).until(() -> !node.isAlive());
    return Files.readString(node.log());
  }

  private static void awaitSignatures(Diary diary, int more) {
    long before = diary.all(Load.SIGNED).count();
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> diary.all(Load.SIGNED).count() >= before + more);
  }

  /** Where the migrations lie that only a newer build has. */
  private static Path version(String name) {
    try {
      var place = UpgradeIT.class.getResource("/upgrade/" + name + "/");
      return Path.of(Objects.requireNonNull(place).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
