package natsuin.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import natsuin.boot.embedded.NodeProcess;
import natsuin.demo.Hold.Place;
import natsuin.uploads.Samples;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * DOC-4, OPS-2: one of three nodes under load stands still with a file's verdict on its lips until
 * another has scanned it, and goes on from there with its old lease.
 */
@Tag("faults")
class ScanZombieIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TRIES = 40;

  /** One worker on each node: where it takes another file it has done with the one before. */
  private static final JsonObject ONE_EACH =
      new JsonObject().put("scanner", new JsonObject().put("workers", 1));

  private static UnderLoad people;
  private static Truth truth;

  @BeforeAll
  static void start() throws Exception {
    people = UnderLoad.apart(ONE_EACH);
    truth = people.truth();
    Hold.prepare(truth.database());
  }

  @AfterAll
  static void stop() throws Exception {
    people.close();
  }

  @ParameterizedTest(name = "{0}, said {1}")
  @CsvSource({"SCAN_SETTLED, in vain", "SCAN_SETTLED, and done"})
  @DisplayName(
      "DOC-4, Fault: a node stands still while it tells a file's verdict: another scans it, and"
          + " what the zombie says under its old lease changes nothing")
  void zombie(Place place, String end) throws Exception {
    var newcomer = new Newcomer(people.machine().address());
    Recovery recovery;
    NodeProcess node;
    UUID file;
    try (var hold = Hold.at(truth.database(), place)) {
      sends(newcomer, place + " " + end + ".png", 1);
      var held = hold.awaitHeld();
      file = UUID.fromString(held.subject());
      node = people.node(held.node());
      recovery = Recovery.from("SIGSTOP: %s, %s".formatted(place, end), people);
      node.freeze();
      if (end.equals(Death.IN_VAIN)) {
        hold.undo(held);
      }
    }
    try {
      await().atMost(PATIENCE).until(() -> isClean(file));
      recovery.affectedWhole();
      people.getsOn();
    } finally {
      var before = traces(file);
      node.thaw();
      recovery.mended();
      people.awaitWhole();
      takesAnother(node.address().getHost(), newcomer);
      assertThat(traces(file)).as("what the zombie found finished").isEqualTo(before);
    }
    recovery.whole();
    newcomer.deletes(file.toString());
    truth.holds();
  }

  /** Until the one that stood still has a file again, and has done with it. */
  private static void takesAnother(String host, Newcomer newcomer) {
    boolean there = false;
    for (int tries = 0; !there && tries < TRIES; tries++) {
      UUID file;
      try (var hold = Hold.at(truth.database(), Place.SCAN_CLAIMED)) {
        sends(newcomer, "another " + tries + ".png", 2);
        var held = hold.awaitHeld();
        there = held.node().equals(host);
        file = UUID.fromString(held.subject());
      }
      await().atMost(PATIENCE).until(() -> isClean(file));
      newcomer.deletes(file.toString());
    }
    assertThat(there).as("it scans again").isTrue();
  }

  /** Nobody waits for the answer: whoever gives it may stand still. */
  private static void sends(Newcomer newcomer, String name, int position) {
    var picture = Samples.picture("png");
    CompletableFuture.runAsync(() -> newcomer.sends(name, picture, "residence-card", position));
  }

  private static boolean isClean(UUID file) {
    return truth.says("select state = 'clean' from uploaded_file where id = $1", file);
  }

  /** Every row that could bear the mark of a write, with the transaction that wrote it last. */
  private static List<String> traces(UUID file) {
    return truth.texts(
        """
        select concat_ws(' ', 'file', xmin, state, fence, attempts, settled_at) from uploaded_file
        where id = $1
        union all
        select concat_ws(' ', 'key', k.xmin) from envelope_key k
        join uploaded_file f on f.key_id = k.id where f.id = $1
        union all
        select concat_ws(' ', 'audit', seq) from audit_event where subject = 'uploaded-file:' || $1
        order by 1
        """,
        file);
  }
}
