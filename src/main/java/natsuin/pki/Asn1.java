package natsuin.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;

/** Between bytes and Bouncy Castle's structures, without its checked exceptions. */
final class Asn1 {
  private Asn1() {}

  static byte[] der(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In dots, from DER. */
  static String oid(byte[] der) {
    return ASN1ObjectIdentifier.getInstance(der).getId();
  }

  /**
   * What {@code parser}, which knows definite lengths only, makes of BER: it tries the bytes as
   * they are, as nearly everybody sends them, and else with every length made definite.
   */
  static <T> T read(byte[] ber, Function<byte[], T> parser) {
    try {
      return parser.apply(ber);
    } catch (IllegalArgumentException e) {
      return parser.apply(definite(ber));
    }
  }

  private static byte[] definite(byte[] ber) {
    try (ASN1InputStream in = new ASN1InputStream(ber)) {
      ASN1Primitive value = in.readObject();
      if (value == null) {
        throw new IllegalArgumentException("Empty");
      }
      return value.getEncoded(ASN1Encoding.DL);
    } catch (IOException e) {
      throw new IllegalArgumentException("Not ASN.1", e);
    }
  }
}
