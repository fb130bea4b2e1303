package natsuin.demo;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import natsuin.boot.embedded.NodeProcess;
import natsuin.demo.Hold.Held;
import natsuin.demo.Hold.Place;

/**
 * A node's, by kill -9, in the middle of a statement: either the statement is done though nobody
 * hears of it, or it is not.
 */
final class Death {
  static final String DONE = "and done";
  static final String IN_VAIN = "in vain";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final UnderLoad people;
  private final Recovery recovery;
  private final Held held;
  private final NodeProcess node;

  /** Of the next node that comes there by itself. */
  Death(UnderLoad people, Place place, String end) throws Exception {
    this(people, place, end, () -> {});
  }

  /**
   * Of the node that comes there.
   *
   * @param begins what leads a node there; returns at once
   */
  Death(UnderLoad people, Place place, String end, Runnable begins) throws Exception {
    this.people = people;
    people.machine().awaitReady();
    try (var hold = Hold.at(people.truth().database(), place)) {
      begins.run();
      held = hold.awaitHeld();
      node = people.node(held.node());
      recovery = Recovery.from("kill -9: %s, %s".formatted(place, end), people);
      node.kill();
      if (end.equals(IN_VAIN)) {
        hold.undo(held);
      }
    }
  }

  /** Of which thing it was telling. */
  String subject() {
    return held.subject();
  }

  /** What was in its hands is whole again; then it comes back. */
  void isOver(Callable<Boolean> whole) throws Exception {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(whole);
    recovery.affectedWhole();
    node.start();
    people.getsOn();
    recovery.whole();
  }
}
