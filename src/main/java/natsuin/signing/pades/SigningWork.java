package natsuin.signing.pades;

import java.util.List;

/**
 * How far one signature on one document has come. Each stage is a small value (some ten kilobytes,
 * never the document) that can be stored by {@link #encode()} and taken up again by {@link
 * #decode(byte[])} on any node.
 *
 * <p>{@code Prepared > Signed > Timestamped > Embedded > Evidenced > Archived}; B-B leaves out
 * Timestamped, B-B and B-T end with Embedded, B-LT with Evidenced.
 */
@SuppressWarnings(
    "ArrayRecordComponent") // never compared, and copying increments would cost more than it
// protects
public sealed interface SigningWork {

  /** For storing; begins with a version, so that a newer program reads what an older one stored. */
  default byte[] encode() {
    return WorkCodec.encode(this);
  }

  /**
   * What {@link #encode()} gave.
   *
   * @throws IllegalArgumentException for anything else
   */
  static SigningWork decode(byte[] stored) {
    return WorkCodec.decode(stored);
  }

  /**
   * The increment is laid out, with a hole for the signature.
   *
   * @param level how far this signature is to go
   * @param documentLength length of the document that it is for, bytes
   * @param increment the increment; the hole is filled with zeros
   * @param hole first digit of the hole within the increment
   * @param holeDigits its length in hexadecimal digits
   * @param digest SHA-256 over the byte ranges
   * @param toBeSigned DER of the signed attributes: what the key signs
   * @param chain DER of the signer's certificate and its issuers
   */
  record Prepared(
      PadesLevel level,
      int documentLength,
      byte[] increment,
      int hole,
      int holeDigits,
      byte[] digest,
      byte[] toBeSigned,
      List<byte[]> chain)
      implements SigningWork {}

  /** The key has acted: from here on nothing needs it any more. */
  record Signed(Prepared prepared, byte[] signatureValue) implements SigningWork {}

  /** With the timestamp token over the signature value, DER. */
  record Timestamped(Signed signed, byte[] token) implements SigningWork {}

  /**
   * The signature is in its increment: complete at B-B or B-T.
   *
   * @param level how far this signature is to go
   * @param documentLength length of the document before the increment, bytes
   * @param increment to be appended
   * @param cms the signature, DER
   * @param vriKey names it in the document's validation data: SHA-1 of its contents, upper-case
   *     hexadecimal
   */
  record Embedded(PadesLevel level, int documentLength, byte[] increment, byte[] cms, String vriKey)
      implements SigningWork {}

  /**
   * Certificates and revocation data are at hand: complete at B-LT, where {@code increment} holds
   * them. On the way to B-LTA it is empty, since the document timestamp's increment takes them
   * along.
   */
  record Evidenced(Embedded embedded, RevocationData data, byte[] increment)
      implements SigningWork {}

  /** The document timestamp is in the last increment: complete at B-LTA. */
  record Archived(Embedded embedded, byte[] increment) implements SigningWork {}
}
