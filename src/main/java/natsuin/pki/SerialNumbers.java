package natsuin.pki;

import java.math.BigInteger;
import java.security.SecureRandom;

/** Serial numbers nobody can guess: positive, at most 20 octets (RFC 5280 section 4.1.2.2). */
final class SerialNumbers {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BITS = 159;

  private SerialNumbers() {}

  static BigInteger next() {
    BigInteger serial = new BigInteger(BITS, RANDOM);
    // The top bit set keeps the length the same and the number above zero.
    return serial.setBit(BITS - 1);
  }
}
