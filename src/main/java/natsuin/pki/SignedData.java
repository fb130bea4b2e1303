package natsuin.pki;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes CMS SignedData (RFC 5652 section 5) with one signer. Everything that depends only on the
 * signer is encoded once and kept; immutable and shared between threads.
 */
final class SignedData {
  static final String DATA = "1.2.840.113549.1.7.1";
  static final String TST_INFO = "1.2.840.113549.1.9.16.1.4";

  private static final byte[] SIGNED_DATA_OID = Der.oid("1.2.840.113549.1.7.2");
  static final byte[] CONTENT_TYPE_OID = Der.oid("1.2.840.113549.1.9.3");
  static final byte[] MESSAGE_DIGEST_OID = Der.oid("1.2.840.113549.1.9.4");
  static final byte[] ALGORITHM_PROTECTION_OID = Der.oid("1.2.840.113549.1.9.52");
  static final byte[] OLD_SIGNING_CERTIFICATE_OID = Der.oid("1.2.840.113549.1.9.16.2.12");
  static final byte[] SIGNING_CERTIFICATE_OID = Der.oid("1.2.840.113549.1.9.16.2.47");
  private static final byte[] VERSION_1 = Der.integer(1);
  private static final byte[] VERSION_3 = Der.integer(3);
  private static final byte[] NOTHING = {};
  private static final int SIGNED_ATTRIBUTES_TAG = 0xA0;

  private final byte[] version;
  private final byte[] contentType;
  private final byte[] contentTypeAttribute;
  private final byte[] algorithmProtection;
  private final byte[] signingCertificate;
  private final byte[] certificates;
  private final byte[] signerInfoHead;
  private final byte[] signatureAlgorithm;
  private final byte[] digestAlgorithms;

  SignedData(String contentType, X509Certificate signer, List<X509Certificate> enclosed) {
    byte[] digestAlgorithm = DigestAlgorithm.SHA256.identifier();
    // RFC 5652 section 5.1: version 3 as soon as the content is not id-data.
    this.version = contentType.equals(DATA) ? VERSION_1 : VERSION_3;
    this.contentType = Der.oid(contentType);
    this.contentTypeAttribute = attribute(CONTENT_TYPE_OID, this.contentType);
    this.signatureAlgorithm = KeyAlgorithm.of(signer.getPublicKey()).identifier();
    this.algorithmProtection =
        attribute(
            ALGORITHM_PROTECTION_OID,
            Der.sequence(digestAlgorithm, Der.retag(0xA1, signatureAlgorithm)));
    this.signingCertificate = attribute(SIGNING_CERTIFICATE_OID, essCertificate(signer));
    this.certificates =
        enclosed.isEmpty() ? NOTHING : Der.retag(0xA0, Der.setOf(encodings(enclosed)));
    this.signerInfoHead = Der.concat(VERSION_1, issuerAndSerial(signer), digestAlgorithm);
    this.digestAlgorithms = Der.setOf(digestAlgorithm);
  }

  /** DER of the signed attributes as SET OF: what the key signs (RFC 5652 section 5.4). */
  byte[] signedAttributes(byte[] contentDigest) {
    return Der.setOf(
        contentTypeAttribute,
        attribute(MESSAGE_DIGEST_OID, Der.octets(contentDigest)),
        algorithmProtection,
        signingCertificate);
  }

  /** The finished ContentInfo; {@code content} is null when it is detached. */
  byte[] assemble(byte @Nullable [] content, byte[] signedAttributes, byte[] signatureValue) {
    return assemble(content, signedAttributes, signatureValue, NOTHING);
  }

  /** As above, with the DER of the unsigned attributes, tag included. */
  byte[] assemble(
      byte @Nullable [] content, byte[] signedAttributes, byte[] signature, byte[] unsigned) {
    byte[] signerInfo =
        Der.sequence(
            signerInfoHead,
            Der.retag(SIGNED_ATTRIBUTES_TAG, signedAttributes),
            signatureAlgorithm,
            Der.octets(signature),
            unsigned);
    byte[] encapsulated =
        content == null
            ? Der.sequence(contentType)
            : Der.sequence(contentType, Der.context(0, Der.octets(content)));
    byte[] signedData =
        Der.sequence(
            version, digestAlgorithms, encapsulated, certificates, Der.tagged(Der.SET, signerInfo));
    return Der.sequence(SIGNED_DATA_OID, Der.context(0, signedData));
  }

  static byte[] attribute(byte[] oid, byte[] value) {
    return Der.sequence(oid, Der.tagged(Der.SET, value));
  }

  /** SigningCertificateV2 with one ESSCertIDv2 (RFC 5035); SHA-256 is its default and left out. */
  private static byte[] essCertificate(X509Certificate signer) {
    byte[] hash = Der.octets(DigestAlgorithm.SHA256.digest(encoding(signer)));
    byte[] generalNames =
        Der.sequence(Der.context(4, signer.getIssuerX500Principal().getEncoded()));
    byte[] issuerSerial = Der.sequence(generalNames, Der.integer(signer.getSerialNumber()));
    return Der.sequence(Der.sequence(Der.sequence(hash, issuerSerial)));
  }

  private static byte[] issuerAndSerial(X509Certificate signer) {
    return Der.sequence(
        signer.getIssuerX500Principal().getEncoded(), Der.integer(signer.getSerialNumber()));
  }

  private static byte[][] encodings(List<X509Certificate> chain) {
    return chain.stream().map(SignedData::encoding).toArray(byte[][]::new);
  }

  static byte[] encoding(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
