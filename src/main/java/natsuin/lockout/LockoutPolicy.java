package natsuin.lockout;

import java.time.Duration;
import natsuin.kernel.Allowed;

/**
 * How many wrong tries in a row close, and for how long.
 *
 * @param tries from 1 to 100
 * @param closedFor counted from the last try that was let in
 */
public record LockoutPolicy(
    @Allowed(from = "1", to = "100") int tries,
    @Allowed(from = "1 min", to = "30 d") Duration closedFor) {

  /** The same as a ladder that blocks nobody. */
  public LadderPolicy ladder() {
    return new LadderPolicy(tries, closedFor, 0);
  }
}
