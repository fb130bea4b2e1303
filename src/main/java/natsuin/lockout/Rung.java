package natsuin.lockout;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a secret may be tried, and how far down the next lock leads. */
public sealed interface Rung {
  /** The lock that is to be written down where the secret is wrong, if there is one. */
  default Optional<Lock> closing() {
    return switch (this) {
      case Allowed allowed -> allowed.isLast() ? Optional.of(allowed.lock()) : Optional.empty();
      case Locked locked -> Optional.of(locked.lock());
      case Blocked blocked -> Optional.of(blocked.lock());
    };
  }

  /**
   * Check the secret; the try is already counted.
   *
   * @param triesLeft how many more there are if this one turns out wrong; at 0 the subject is
   *     closed with it
   * @param lock what a wrong try brings at 0 left
   */
  record Allowed(int triesLeft, Lock lock) implements Rung {
    /** Whether the subject is closed if this try turns out wrong. */
    public boolean isLast() {
      return triesLeft == 0;
    }
  }

  /** Do not check the secret. */
  record Locked(Lock lock) implements Rung {}

  /** Do not check the secret, until somebody lifts this. */
  record Blocked(Lock lock) implements Rung {}

  /**
   * A lock, to be written down where Redis cannot lose it.
   *
   * @param until its end, where it ends by itself
   * @param number the how-manieth without a right try between; 0 where nobody counts them
   * @param blocks whether it opens no more
   */
  record Lock(Instant until, int number, boolean blocks) {
    private static final Comparator<Lock> FURTHER =
        Comparator.comparing(Lock::blocks)
            .thenComparingInt(Lock::number)
            .thenComparing(Lock::until);

    /** The one of both that leads further down. */
    public static Optional<Lock> further(Optional<Lock> one, Optional<Lock> other) {
      return Stream.of(one, other).flatMap(Optional::stream).max(FURTHER);
    }
  }
}
