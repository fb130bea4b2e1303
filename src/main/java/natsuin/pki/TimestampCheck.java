package natsuin.pki;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import natsuin.pki.TimestampAnswer.Fault;
import natsuin.pki.TimestampAnswer.Rejected;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.jspecify.annotations.Nullable;

/** Whether a token was signed by a timestamp authority that we trust (RFC 3161 section 2.2). */
final class TimestampCheck {
  private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
  private static final String EXTENDED_KEY_USAGE = "2.5.29.37";

  private TimestampCheck() {}

  static Optional<Rejected> fault(TimestampToken token, TrustAnchors trust) {
    Optional<X509Certificate> signer = token.signerCertificate();
    if (signer.isEmpty()) {
      return TimestampQuery.rejected(Fault.BAD_SIGNATURE, "the signer's certificate is missing");
    }
    X509Certificate certificate = signer.get();
    if (!signatureHolds(token, certificate)) {
      return TimestampQuery.rejected(Fault.BAD_SIGNATURE, "the token's signature does not verify");
    }
    if (!isTimestampCertificate(certificate)) {
      return TimestampQuery.rejected(
          Fault.NOT_A_TIMESTAMP_CERTIFICATE, certificate.getSubjectX500Principal().getName());
    }
    if (!TrustAnchors.validAt(certificate, token.time())) {
      return TimestampQuery.rejected(
          Fault.EXPIRED_CERTIFICATE, "valid until " + certificate.getNotAfter().toInstant());
    }
    if (trust.chain(certificate, token.certificates(), token.time()).isEmpty()) {
      return TimestampQuery.rejected(
          Fault.UNTRUSTED, "no path from " + certificate.getSubjectX500Principal().getName());
    }
    return Optional.empty();
  }

  /** Critical, and for nothing else: RFC 3161 section 2.3. */
  private static boolean isTimestampCertificate(X509Certificate certificate) {
    try {
      return List.of(TIME_STAMPING).equals(certificate.getExtendedKeyUsage())
          && certificate.getCriticalExtensionOIDs() != null
          && certificate.getCriticalExtensionOIDs().contains(EXTENDED_KEY_USAGE);
    } catch (CertificateParsingException e) {
      return false;
    }
  }

  private static boolean signatureHolds(TimestampToken token, X509Certificate certificate) {
    SignerInformation signer = token.signer();
    try {
      return namesCertificate(signer, certificate)
          && signer.verify(
              new JcaSimpleSignerInfoVerifierBuilder().build(certificate.getPublicKey()));
    } catch (CMSException | OperatorCreationException | RuntimeException e) {
      return false;
    }
  }

  private static boolean namesCertificate(SignerInformation signer, X509Certificate certificate) {
    byte[] encoded = SignedData.encoding(certificate);
    Attribute v2 = attribute(signer, PKCSObjectIdentifiers.id_aa_signingCertificateV2);
    if (v2 != null) {
      ESSCertIDv2 id = SigningCertificateV2.getInstance(v2.getAttributeValues()[0]).getCerts()[0];
      return DigestAlgorithm.byOid(id.getHashAlgorithm().getAlgorithm().getId())
          .map(algorithm -> Arrays.equals(algorithm.digest(encoded), id.getCertHash()))
          .orElse(false);
    }
    Attribute v1 = attribute(signer, PKCSObjectIdentifiers.id_aa_signingCertificate);
    return v1 != null
        && Arrays.equals(
            sha1(encoded),
            SigningCertificate.getInstance(v1.getAttributeValues()[0]).getCerts()[0].getCertHash());
  }

  private static @Nullable Attribute attribute(SignerInformation signer, ASN1ObjectIdentifier oid) {
    return signer.getSignedAttributes() == null ? null : signer.getSignedAttributes().get(oid);
  }

  /** RFC 3161's original attribute knows no other digest; it names, it does not protect. */
  private static byte[] sha1(byte[] data) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(data);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
