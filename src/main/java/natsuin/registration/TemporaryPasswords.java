package natsuin.registration;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import natsuin.kernel.Failure;
import natsuin.vault.PasswordHash;
import natsuin.vault.Secrets;

/** Draws temporary passwords and hashes them on few threads, with a short queue. */
final class TemporaryPasswords {
  private static final Duration SHORTLY = Duration.ofSeconds(3);
  private static final int MOST_AT_ONCE = 20;

  private final PasswordHash passwords;
  private final WorkerExecutor workers;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  TemporaryPasswords(PasswordHash passwords, WorkerExecutor workers) {
    this.passwords = passwords;
    this.workers = workers;
  }

  /** A new one; fails as {@link Failure.Busy} when too many are being made. */
  Future<TemporaryPassword> draw() {
    if (!places.tryAcquire()) {
      return Future.failedFuture(new Failure.Busy(SHORTLY).exception());
    }
    String plain = Secrets.temporaryPassword();
    return workers
        .executeBlocking(() -> new TemporaryPassword(plain, passwords.hash(plain)), false)
        .onComplete(done -> places.release());
  }
}
