package natsuin.passwords;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import natsuin.kernel.Failure;

/**
 * Where passwords are hashed: on few threads, with a short queue. A flood of logins is turned away
 * at the door, before it costs a query, and takes nothing from the other pages.
 */
public final class PasswordPool implements AutoCloseable {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(3);
  private final WorkerExecutor workers;
  private final Semaphore places;

  /**
   * A pool of this node.
   *
   * @param threads hashes at the same time
   * @param queue how many may wait besides
   */
  public PasswordPool(Vertx vertx, int threads, int queue) {
    this.workers = vertx.createSharedWorkerExecutor("passwords", threads);
    this.places = new Semaphore(threads + queue);
  }

  /**
   * Does the whole work while holding a place; fails as {@link Failure.Busy} where none is free.
   * Runs on the calling virtual thread, which hashes by {@link #run}.
   */
  public <T> T holdingPlace(Supplier<T> work) {
    if (!places.tryAcquire()) {
      throw new Failure.Busy(RETRY_AFTER).exception();
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }

  /** Hashes on a thread of the pool and waits for it. */
  public <T> T run(Callable<T> hashing) {
    return workers.executeBlocking(hashing, false).await();
  }

  @Override
  public void close() {
    workers.close().await();
  }
}
