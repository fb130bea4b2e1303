package natsuin.uploads;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import natsuin.kernel.Failure;

/**
 * Threads that read strangers' files. Nobody waits for one longer than it is good for: work that
 * does not end keeps its thread, and when all are kept, the answer is 'busy', not memory's end.
 */
final class Hands implements AutoCloseable {
  private static final Duration SHORTLY = Duration.ofSeconds(3);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int WAITING_PER_HAND = 8;

  private final WorkerExecutor executor;
  private final Semaphore places;

  Hands(Vertx vertx, String name, int threads) {
    this.executor =
        vertx.createSharedWorkerExecutor(name, threads, LONGEST.toSeconds(), TimeUnit.SECONDS);
    this.places = new Semaphore(threads * (1 + WAITING_PER_HAND));
  }

  /**
   * Works on a thread; fails as {@link Failure.Busy} without a place, with {@link
   * java.util.concurrent.TimeoutException} after too long.
   */
  <T> Future<T> run(Callable<T> work) {
    if (!places.tryAcquire()) {
      return Future.failedFuture(new Failure.Busy(SHORTLY).exception());
    }
    return executor
        .executeBlocking(work, false)
        .onComplete(done -> places.release())
        .timeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    executor.close();
  }
}
