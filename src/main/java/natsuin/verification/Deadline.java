package natsuin.verification;

import java.time.Duration;
import natsuin.pdf.SignedPdf.OutOfTime;

/** The time one verification may take; whoever works in steps asks it at each. */
final class Deadline implements Runnable {
  private final long endNanos;

  Deadline(Duration time) {
    endNanos = System.nanoTime() + time.toNanos();
  }

  /**
   * Asks.
   *
   * @throws OutOfTime when the time is over, or the thread was interrupted
   */
  @Override
  public void run() {
    if (System.nanoTime() - endNanos > 0 || Thread.currentThread().isInterrupted()) {
      throw new OutOfTime();
    }
  }
}
