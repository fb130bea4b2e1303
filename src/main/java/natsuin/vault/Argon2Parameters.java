package natsuin.vault;

/**
 * What one Argon2id hash costs. One lane always: libsodium computes no other.
 *
 * @param memoryKib 8 to 1,048,576
 * @param iterations 1 to 100
 */
public record Argon2Parameters(int memoryKib, int iterations) {
  /** OWASP's password storage cheat sheet: 19 MiB, two passes. */
  public static final Argon2Parameters DEFAULT = new Argon2Parameters(19 * 1024, 2);

  /** Checks the ranges, so that a stored hash cannot ask for all memory. */
  public Argon2Parameters {
    if (memoryKib < 8 || memoryKib > 1 << 20 || iterations < 1 || iterations > 100) {
      throw new IllegalArgumentException(
          "Argon2 parameters out of range: m=%d, t=%d".formatted(memoryKib, iterations));
    }
  }
}
