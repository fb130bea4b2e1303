package natsuin.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import natsuin.kernel.Failure;

/** Threads for work that computes; when they are taken and the queue is full, it says 'busy'. */
public final class ComputePool implements AutoCloseable {
  private static final Duration SHORTLY = Duration.ofSeconds(3);
  private static final int SLOW_AFTER_SECONDS = 60;

  private final WorkerExecutor executor;
  private final Semaphore places;

  /** A pool of so many threads, with so many places to wait. */
  public ComputePool(Vertx vertx, String name, int threads, int waiting) {
    this.executor =
        vertx.createSharedWorkerExecutor(name, threads, SLOW_AFTER_SECONDS, TimeUnit.SECONDS);
    this.places = new Semaphore(threads + waiting);
  }

  /** Computes on one of the threads; fails as {@link Failure.Busy} when there is no place. */
  public <T> Future<T> run(Callable<T> work) {
    if (!places.tryAcquire()) {
      return Future.failedFuture(new Failure.Busy(SHORTLY).exception());
    }
    return executor.executeBlocking(work, false).onComplete(done -> places.release());
  }

  @Override
  public void close() {
    executor.close();
  }
}
