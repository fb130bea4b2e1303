package natsuin.vault;

/** Argon2id version 1.3 (RFC 9106), whoever computes it. Uses all of one core while it runs. */
@FunctionalInterface
public interface Argon2 {
  /**
   * The raw hash.
   *
   * @param salt 16 bytes
   * @param parameters how dear
   * @param length of the hash, bytes
   */
  byte[] hash(byte[] secret, byte[] salt, Argon2Parameters parameters, int length);
}
