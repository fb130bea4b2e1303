package natsuin.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Writes DER (X.690) by putting finished pieces together: what signing does a thousand times a
 * second should cost a few copies, not a tree of objects.
 */
final class Der {
  static final int INTEGER = 0x02;
  static final int OCTET_STRING = 0x04;
  static final int OID = 0x06;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;

  static final byte[] NULL = {5, 0};

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return tagged(SEQUENCE, parts);
  }

  static byte[] octets(byte[] value) {
    return tagged(OCTET_STRING, value);
  }

  static byte[] integer(BigInteger value) {
    return tagged(INTEGER, value.toByteArray());
  }

  static byte[] integer(long value) {
    return integer(BigInteger.valueOf(value));
  }

  /** Constructed, context-specific. */
  static byte[] context(int number, byte[]... parts) {
    return tagged(0xA0 | number, parts);
  }

  /** SET OF: DER wants the elements sorted by their encodings. */
  static byte[] setOf(byte[]... elements) {
    byte[][] sorted = elements.clone();
    Arrays.sort(sorted, Arrays::compareUnsigned);
    return tagged(SET, sorted);
  }

  static byte[] oid(String dotted) {
    try {
      return new ASN1ObjectIdentifier(dotted).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same element under another tag: implicit tagging. */
  static byte[] retag(int tag, byte[] element) {
    byte[] copy = element.clone();
    copy[0] = (byte) tag;
    return copy;
  }

  /** Elements one after the other, without a header. */
  static byte[] concat(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] result = new byte[length];
    copy(parts, result, 0);
    return result;
  }

  static byte[] tagged(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    int header = headerLength(length);
    byte[] result = new byte[header + length];
    writeHeader(result, tag, length, header);
    copy(parts, result, header);
    return result;
  }

  private static void copy(byte[][] parts, byte[] target, int from) {
    int at = from;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, target, at, part.length);
      at += part.length;
    }
  }

  private static int headerLength(int length) {
    if (length < 0x80) {
      return 2;
    }
    return 2 + lengthOctets(length);
  }

  private static int lengthOctets(int length) {
    return (39 - Integer.numberOfLeadingZeros(length)) / 8;
  }

  private static void writeHeader(byte[] target, int tag, int length, int header) {
    target[0] = (byte) tag;
    if (header == 2) {
      target[1] = (byte) length;
      return;
    }
    int octets = header - 2;
    target[1] = (byte) (0x80 | octets);
    for (int i = 0; i < octets; i++) {
      target[2 + i] = (byte) (length >>> (8 * (octets - 1 - i)));
    }
  }
}
