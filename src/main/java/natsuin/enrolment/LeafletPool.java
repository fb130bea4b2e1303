package natsuin.enrolment;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import natsuin.kernel.Failure;

/** The thread that draws leaflets, with a short queue. */
final class LeafletPool implements AutoCloseable {
  private static final Duration SHORTLY = Duration.ofSeconds(3);
  private static final int PLACES = 10;

  private final WorkerExecutor worker;
  private final Semaphore places = new Semaphore(PLACES);

  LeafletPool(Vertx vertx) {
    this.worker = vertx.createSharedWorkerExecutor("leaflets", 1);
  }

  /** Waits for it; fails as {@link Failure.Busy} when there is no place. */
  byte[] draw(Callable<byte[]> drawing) {
    if (!places.tryAcquire()) {
      throw new Failure.Busy(SHORTLY).exception();
    }
    try {
      return worker.executeBlocking(drawing, false).await();
    } finally {
      places.release();
    }
  }

  @Override
  public void close() {
    worker.close().await();
  }
}
