package natsuin.cluster;

import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Whether registrations that this node keeps for the cluster are at another node as well, so that
 * one may go. Asked of Hazelcast from time to time, off the event loops.
 */
final class Safety {
  private static final Duration EVERY = Duration.ofSeconds(1);

  /** So long a newcomer waits for its share; a cluster that never settles keeps nobody out. */
  private static final Duration SETTLED_WITHIN = Duration.ofSeconds(60);

  private final Vertx vertx;
  private final HazelcastInstance hazelcast;
  private final long begun = System.nanoTime();
  private volatile boolean asking;
  private volatile boolean safe;
  private volatile boolean settled;

  private Safety(Vertx vertx, HazelcastInstance hazelcast) {
    this.vertx = vertx;
    this.hazelcast = hazelcast;
  }

  /** Looks at once, and on from then. */
  static Safety watch(Vertx vertx, HazelcastInstance hazelcast) {
    var safety = new Safety(vertx, hazelcast);
    vertx.setPeriodic(1, EVERY.toMillis(), tick -> safety.look());
    return safety;
  }

  boolean isSafe() {
    return safe;
  }

  boolean isSettled() {
    return settled || System.nanoTime() - begun > SETTLED_WITHIN.toNanos();
  }

  private void look() {
    if (asking) {
      return;
    }
    asking = true;
    Future<Boolean> asked =
        vertx.executeBlocking(() -> hazelcast.getPartitionService().isLocalMemberSafe(), false);
    asked.onComplete(
        answer -> {
          asking = false;
          safe = answer.succeeded() && answer.result();
          settled = settled || safe;
        });
  }
}
