package natsuin.certificates;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import natsuin.kernel.Failure;

/**
 * A short queue before the PIN check. A place is taken before the try is counted, so that nobody
 * loses a try to a busy server.
 */
final class PinPlaces {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(3);
  private final Semaphore places;

  PinPlaces(int places) {
    this.places = new Semaphore(places);
  }

  /** Does the work while holding a place; fails as {@link Failure.Busy} where none is free. */
  <T> T holding(Supplier<T> work) {
    if (!places.tryAcquire()) {
      throw new Failure.Busy(RETRY_AFTER).exception();
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}
