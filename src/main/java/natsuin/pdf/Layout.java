package natsuin.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An increment that is complete but for the signature.
 *
 * @param increment with zeros in the hole
 * @param hole first hexadecimal digit of the hole within the increment
 * @param holeDigits its length in digits, two for each byte
 * @param digest SHA-256 over the document and the increment without the hole
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and handed on rather than shared
public record Layout(byte[] increment, int hole, int holeDigits, byte[] digest) {

  /** The increment with {@code signature} (DER) in the hole, padded by zeros. */
  public byte[] filled(byte[] signature) {
    return fill(increment, hole, holeDigits, signature);
  }

  /**
   * Fills a stored layout.
   *
   * @throws IllegalArgumentException when the signature is too long for the hole
   */
  public static byte[] fill(byte[] increment, int hole, int holeDigits, byte[] signature) {
    if (signature.length * 2 > holeDigits) {
      throw new IllegalArgumentException(
          "A signature of " + signature.length + " bytes does not fit into " + holeDigits / 2);
    }
    byte[] filled = increment.clone();
    byte[] digits = HexFormat.of().formatHex(signature).getBytes(ISO_8859_1);
    System.arraycopy(digits, 0, filled, hole, digits.length);
    return filled;
  }

  /**
   * The name of a signature in the security store: SHA-1 of its contents with their padding, in
   * hexadecimal.
   */
  public static String vriKey(byte[] signature, int holeDigits) {
    try {
      byte[] contents = Arrays.copyOf(signature, holeDigits / 2);
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(contents);
      return HexFormat.of().withUpperCase().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
