package natsuin.employerdesk;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import natsuin.kernel.Failure;

/**
 * Prints letters on two threads with a short queue each: one for single letters, one for those of
 * whole files, so that nobody who wants one waits behind five hundred.
 */
final class Printer implements AutoCloseable {
  private static final Duration SHORTLY = Duration.ofSeconds(5);
  private static final int PLACES = 10;

  private final Letter letter;
  private final Queue single;
  private final Queue files;

  Printer(Vertx vertx, Letter letter) {
    this.letter = letter;
    this.single = Queue.of(vertx, "employer-letters");
    this.files = Queue.of(vertx, "employer-letter-files");
  }

  private record Queue(WorkerExecutor worker, Semaphore places) {
    static Queue of(Vertx vertx, String name) {
      return new Queue(vertx.createSharedWorkerExecutor(name, 1), new Semaphore(PLACES));
    }
  }

  /** A letter each, as one PDF; fails as {@link Failure.Busy} when too many wait. */
  Future<byte[]> print(List<Letter.Facts> letters) {
    Queue queue = letters.size() == 1 ? single : files;
    if (!queue.places().tryAcquire()) {
      return Future.failedFuture(new Failure.Busy(SHORTLY).exception());
    }
    return queue
        .worker()
        .executeBlocking(() -> letter.pdf(letters), false)
        .onComplete(done -> queue.places().release());
  }

  @Override
  public void close() {
    single.worker().close().await();
    files.worker().close().await();
  }
}
