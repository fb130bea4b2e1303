package natsuin.pki;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import natsuin.pki.TimestampAnswer.Fault;
import natsuin.pki.TimestampAnswer.Rejected;

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
    if (!CmsCheck.holds(token.fields(), certificate)) {
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
}
