package natsuin.kernel;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next try: doubles with every failed one, half of it by chance, so
 * that not all come back at once to a server that has just come back itself.
 *
 * @param first the longest pause after the first failed try; at least 2 ms
 * @param longest no pause is longer
 */
public record BackOff(Duration first, Duration longest) {
  private static final int MOST_DOUBLINGS = 20;

  /**
   * The pause after so many failed tries.
   *
   * @param failed from 1
   */
  public Duration after(int failed) {
    long doubled = first.toMillis() << Math.clamp(failed - 1, 0, MOST_DOUBLINGS);
    long half = Math.min(longest.toMillis(), doubled) / 2;
    return Duration.ofMillis(half + ThreadLocalRandom.current().nextLong(half + 1));
  }
}
