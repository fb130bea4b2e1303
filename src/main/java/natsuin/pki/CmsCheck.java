package natsuin.pki;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;

/** Whether a CMS signature holds for its enclosed content (RFC 5652 section 5.6). */
final class CmsCheck {
  private CmsCheck() {}

  /** True only when content, signed attributes, named certificate and signature fit together. */
  static boolean holds(CmsFields cms, X509Certificate signer) {
    byte[] content = cms.content();
    try {
      return content != null
          && attributesHold(cms, content)
          && namesCertificate(cms, SignedData.encoding(signer))
          && SignatureVerifier.verify(
              cms.signatureAlgorithm(),
              cms.digestAlgorithm(),
              signer.getPublicKey(),
              cms.signedAttributes(),
              cms.signature());
    } catch (GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  private static boolean attributesHold(CmsFields cms, byte[] content)
      throws GeneralSecurityException {
    byte[] digest = digest(cms.digestAlgorithm(), content);
    Optional<byte[]> protection = cms.signedAttribute(SignedData.ALGORITHM_PROTECTION_OID);
    return is(cms.signedAttribute(SignedData.CONTENT_TYPE_OID), cms.contentType())
        && is(cms.signedAttribute(SignedData.MESSAGE_DIGEST_OID), Der.octets(digest))
        && (protection.isEmpty() || is(protection, protectionOf(cms)));
  }

  /** RFC 6211: nobody exchanged the algorithms, which are not signed themselves. */
  private static byte[] protectionOf(CmsFields cms) {
    return Der.sequence(cms.digestAlgorithm(), Der.retag(0xA1, cms.signatureAlgorithm()));
  }

  /** RFC 5035: the certificate is the one that the signer meant; with SHA-1 in the older form. */
  private static boolean namesCertificate(CmsFields cms, byte[] certificate)
      throws GeneralSecurityException {
    Optional<byte[]> second = cms.signedAttribute(SignedData.SIGNING_CERTIFICATE_OID);
    if (second.isPresent()) {
      DerCursor id = firstId(second.get());
      byte[] algorithm =
          id.peekTag() == Der.SEQUENCE
              ? id.take(Der.SEQUENCE)
              : DigestAlgorithm.SHA256.identifier();
      return Arrays.equals(id.takeContent(Der.OCTET_STRING), digest(algorithm, certificate));
    }
    Optional<byte[]> first = cms.signedAttribute(SignedData.OLD_SIGNING_CERTIFICATE_OID);
    return first.isPresent()
        && Arrays.equals(
            firstId(first.get()).takeContent(Der.OCTET_STRING),
            MessageDigest.getInstance("SHA-1").digest(certificate));
  }

  private static DerCursor firstId(byte[] signingCertificate) {
    return new DerCursor(signingCertificate)
        .enter(Der.SEQUENCE)
        .enter(Der.SEQUENCE)
        .enter(Der.SEQUENCE);
  }

  private static byte[] digest(byte[] algorithm, byte[] data) throws GeneralSecurityException {
    String oid = Asn1.oid(new DerCursor(algorithm).enter(Der.SEQUENCE).take(Der.OID));
    return DigestAlgorithm.byOid(oid)
        .orElseThrow(() -> new GeneralSecurityException("Digest algorithm " + oid))
        .digest(data);
  }

  private static boolean is(Optional<byte[]> attribute, byte[] expected) {
    return attribute.isPresent() && Arrays.equals(attribute.get(), expected);
  }
}
