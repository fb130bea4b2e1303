package natsuin.uploads.content;

import java.time.Duration;

/**
 * Until when work on one file may last; by the machine's own clock, which no test needs to turn.
 */
final class Deadline {
  private final long end;

  Deadline(Duration from) {
    this.end = System.nanoTime() + from.toNanos();
  }

  void check() {
    if (System.nanoTime() - end > 0) {
      throw new UnfitException(Unfit.TOO_SLOW);
    }
  }
}
