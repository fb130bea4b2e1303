package natsuin.kernel;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Identifiers of version 7 (RFC 9562, 5.7): 48 bits of milliseconds, then random; they sort by age.
 */
public final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  /** A new identifier; any thread. */
  public static UUID next(InstantSource clock) {
    long high = (clock.millis() << 16) | 0x7000L | (RANDOM.nextInt() & 0xfffL);
    long low = (RANDOM.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
