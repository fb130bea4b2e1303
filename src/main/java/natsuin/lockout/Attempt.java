package natsuin.lockout;

import java.time.Instant;

/** Whether a secret may be tried. */
public sealed interface Attempt {
  /**
   * Check the secret; the try is already counted.
   *
   * @param triesLeft how many more there are if this one turns out wrong; at 0 the subject is
   *     closed with it
   * @param closedUntil the end of the lock that a wrong try would bring at 0 left
   */
  record Allowed(int triesLeft, Instant closedUntil) implements Attempt {}

  /** Do not check the secret. */
  record Locked(Instant until) implements Attempt {}
}
