package natsuin.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Whether registrations that this node keeps for the cluster are at another node as well, so that
 * one may go. Asked of Hazelcast from time to time by a thread of its own: while another node
 * stands still the answer may take a minute.
 */
final class Safety {
  private static final Duration EVERY = Duration.ofSeconds(1);

  /** Who has not got an answer for so long says that it is not safe. */
  private static final Duration STALE = Duration.ofSeconds(5);

  /** After that long Hazelcast has given the call up by itself; Vert.x would warn before. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  /** So long a newcomer waits for its share; a cluster that never settles keeps nobody out. */
  private static final Duration SETTLED_WITHIN = Duration.ofSeconds(60);

  private final WorkerExecutor thread;
  private final BooleanSupplier question;
  private final long begun = System.nanoTime();
  private volatile boolean asking;
  private volatile boolean safe;
  private volatile long answered;
  private volatile boolean settled;

  private Safety(Vertx vertx, BooleanSupplier question) {
    this.thread =
        vertx.createSharedWorkerExecutor(
            "cluster-safety", 1, LONGEST.toSeconds(), TimeUnit.SECONDS);
    this.question = question;
  }

  /**
   * Looks at once, and on from then.
   *
   * @param question may take its time
   */
  static Safety watch(Vertx vertx, BooleanSupplier question) {
    var safety = new Safety(vertx, question);
    vertx.setPeriodic(1, EVERY.toMillis(), tick -> safety.look());
    return safety;
  }

  boolean isSafe() {
    return safe && System.nanoTime() - answered < STALE.toNanos();
  }

  boolean isSettled() {
    return settled || System.nanoTime() - begun > SETTLED_WITHIN.toNanos();
  }

  private void look() {
    if (asking) {
      return;
    }
    asking = true;
    Future<Boolean> asked = thread.executeBlocking(question::getAsBoolean, false);
    asked.onComplete(
        answer -> {
          asking = false;
          answered = System.nanoTime();
          safe = answer.succeeded() && answer.result();
          settled = settled || safe;
        });
  }
}
