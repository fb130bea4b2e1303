package natsuin.signing.pades;

/** Signs with the key that belongs to the order's first certificate. */
@FunctionalInterface
public interface Pen {

  /**
   * The signature value over these bytes by the key's own algorithm with SHA-256: PKCS#1 v1.5, or
   * DER of r and s.
   *
   * @param toBeSigned not yet hashed
   */
  byte[] sign(byte[] toBeSigned);
}
