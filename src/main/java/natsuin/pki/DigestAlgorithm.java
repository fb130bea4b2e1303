package natsuin.pki;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** The digest algorithms that this service makes and accepts (ETSI TS 119 312). */
@SuppressWarnings("ImmutableEnumChecker") // encoded once, read by this package only
public enum DigestAlgorithm {
  SHA256("SHA-256", "2.16.840.1.101.3.4.2.1", 32),
  SHA384("SHA-384", "2.16.840.1.101.3.4.2.2", 48),
  SHA512("SHA-512", "2.16.840.1.101.3.4.2.3", 64);

  private final String jcaName;
  private final String oid;
  private final int length;
  private final byte[] identifier;

  DigestAlgorithm(String jcaName, String oid, int length) {
    this.jcaName = jcaName;
    this.oid = oid;
    this.length = length;
    this.identifier = Der.sequence(Der.oid(oid));
  }

  /** The name that {@link MessageDigest} knows. */
  public String jcaName() {
    return jcaName;
  }

  /** Length of the digest in bytes. */
  public int length() {
    return length;
  }

  /** A fresh digest from the fastest installed provider. */
  public MessageDigest digest() {
    try {
      return MessageDigest.getInstance(jcaName);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The digest of all of {@code data}. */
  public byte[] digest(byte[] data) {
    return digest().digest(data);
  }

  String oid() {
    return oid;
  }

  /** DER of the AlgorithmIdentifier, parameters absent (RFC 5754 section 2). */
  byte[] identifier() {
    return identifier;
  }

  static Optional<DigestAlgorithm> byOid(String oid) {
    for (DigestAlgorithm algorithm : values()) {
      if (algorithm.oid.equals(oid)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }
}
