package natsuin.clientissue;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import natsuin.kernel.Failure;

/**
 * Where keys are made and packed: on few threads, with a short queue. Whoever finds no place is
 * told so before anything of his is used up.
 */
final class IssuePool implements AutoCloseable {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(3);

  private final WorkerExecutor workers;
  private final Semaphore places;

  /**
   * A pool of this node.
   *
   * @param threads issues at the same time
   * @param queue how many may wait besides
   */
  IssuePool(Vertx vertx, int threads, int queue) {
    this.workers = vertx.createSharedWorkerExecutor("client-issue", threads);
    this.places = new Semaphore(threads + queue);
  }

  /** Does the whole work while holding a place; fails as {@link Failure.Busy} without one. */
  <T> T holdingPlace(Supplier<T> work) {
    if (!places.tryAcquire()) {
      throw new Failure.Busy(RETRY_AFTER).exception();
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }

  /** Computes on a thread of the pool and waits for it. */
  <T> T run(Callable<T> computing) {
    return workers.executeBlocking(computing, false).await();
  }

  @Override
  public void close() {
    workers.close().await();
  }
}
