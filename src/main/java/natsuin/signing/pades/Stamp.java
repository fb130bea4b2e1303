package natsuin.signing.pades;

/** Gets a timestamp token (RFC 3161) from an authority and has checked it. */
@FunctionalInterface
public interface Stamp {

  /**
   * A token over this digest.
   *
   * @param sha256 32 bytes
   * @return the TimeStampToken, DER
   */
  byte[] over(byte[] sha256);
}
