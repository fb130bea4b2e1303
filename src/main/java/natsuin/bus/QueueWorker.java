package natsuin.bus;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what waits in a queue one after the other: at once when something is announced, and by
 * looking around in case an announcement was lost or another node died. Deployed on virtual
 * threads; any number of these, on any node.
 */
public abstract class QueueWorker extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(QueueWorker.class);

  private final Channel<?> announcements;
  private final Duration lookAround;
  private final Promise<Void> idle = Promise.promise();
  private boolean busy;
  private boolean again;
  private boolean stopping;

  /**
   * A worker.
   *
   * @param lookAround how often it looks by itself
   */
  protected QueueWorker(Channel<?> announcements, Duration lookAround) {
    this.announcements = announcements;
    this.lookAround = lookAround;
  }

  /**
   * Takes one thing and does it; waits. Where the queue cannot be read, that is logged and nothing
   * is taken. Waiting for the database throws checked exceptions too, which no signature names: a
   * line that is reset is an {@link java.io.IOException}.
   *
   * @return whether to look again at once: something was done, or somebody else was faster
   */
  protected abstract boolean takeOne();

  @Override
  public final Future<?> start() {
    announcements.listen(announced -> look());
    vertx.setPeriodic(lookAround.toMillis(), timer -> look());
    return Future.succeededFuture();
  }

  /** What is in hand is finished, or left to its lease. */
  @Override
  public final Future<?> stop() {
    stopping = true;
    return busy ? idle.future() : Future.succeededFuture();
  }

  /** Does the work while its lease is renewed, long before it runs out. */
  protected final void holding(Duration lease, Supplier<Future<?>> renewal, Runnable work) {
    long timer =
        vertx.setPeriodic(
            lease.toMillis() / 3,
            tick ->
                renewal
                    .get()
                    .onFailure(fault -> LOG.warn("Lease not renewed: {}", fault.getMessage())));
    try {
      work.run();
    } finally {
      vertx.cancelTimer(timer);
    }
  }

  private void look() {
    again = true;
    if (busy || stopping) {
      return;
    }
    busy = true;
    try {
      while (again && !stopping) {
        again = false;
        if (takeOne()) {
          again = true;
        }
      }
    } finally {
      busy = false;
      if (stopping) {
        idle.tryComplete();
      }
    }
  }
}
