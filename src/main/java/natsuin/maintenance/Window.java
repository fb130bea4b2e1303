package natsuin.maintenance;

import java.time.Instant;

/**
 * A time in which customers cannot use the service.
 *
 * @param from the first moment of it
 * @param until the first moment after it
 */
public record Window(Instant from, Instant until) {

  /** Whether that moment is in it. */
  public boolean contains(Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }
}
