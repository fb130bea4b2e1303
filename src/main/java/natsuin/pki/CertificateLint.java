package natsuin.pki;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * Looks at a fresh certificate with other eyes than those that built it, before it is handed out.
 */
final class CertificateLint {
  private static final int LONGEST_SERIAL = 20;
  private static final String KEY_USAGE = "2.5.29.15";
  private static final String EXTENDED_USAGE = "2.5.29.37";
  private static final String AUTHORITY_KEY = "2.5.29.35";
  private static final String ALTERNATIVE_NAMES = "2.5.29.17";

  private CertificateLint() {}

  /** Throws {@link IllegalStateException} naming the first thing that is not as prepared. */
  static void check(X509Certificate certificate, ToBeIssued prepared, X509Certificate issuer) {
    verifySignature(certificate, issuer);
    require(Arrays.equals(signedPart(certificate), prepared.der()), "signed part");
    require(certificate.getVersion() == 3, "version");
    require(certificate.getSerialNumber().equals(prepared.serial()), "serial number");
    require(certificate.getSerialNumber().signum() > 0, "sign of the serial number");
    require(
        certificate.getSerialNumber().toByteArray().length <= LONGEST_SERIAL,
        "length of the serial number");
    require(
        certificate.getSubjectX500Principal().equals(prepared.subject().principal()), "subject");
    require(
        certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal()), "issuer");
    require(certificate.getPublicKey().equals(prepared.publicKey()), "public key");
    require(TrustAnchors.validAt(issuer, certificate.getNotAfter().toInstant()), "end of validity");
    require(certificate.getBasicConstraints() < 0, "basic constraints: not an authority");
    require(usageMatches(certificate, prepared.profile()), "key usage");
    require(purposeMatches(certificate, prepared.profile()), "extended key usage");
    require(certificate.getExtensionValue(AUTHORITY_KEY) != null, "authority's key");
    require(
        prepared.profile() == CertificateProfile.TLS_SERVER
            || certificate.getExtensionValue(ALTERNATIVE_NAMES) == null,
        "alternative names: only servers have any");
  }

  private static void verifySignature(X509Certificate certificate, X509Certificate issuer) {
    try {
      certificate.verify(issuer.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The issued certificate's signature does not verify", e);
    }
  }

  private static byte[] signedPart(X509Certificate certificate) {
    try {
      return certificate.getTBSCertificate();
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean usageMatches(X509Certificate certificate, CertificateProfile profile) {
    boolean[] usage = certificate.getKeyUsage();
    boolean[] expected = new boolean[9];
    expected[0] = profile.keyUsage() == KeyUsage.digitalSignature;
    expected[1] = profile.keyUsage() == KeyUsage.nonRepudiation;
    return Arrays.equals(usage, expected);
  }

  /** Who does not know what a certificate is for must not take it for something else. */
  private static boolean purposeMatches(X509Certificate certificate, CertificateProfile profile) {
    var critical = certificate.getCriticalExtensionOIDs();
    boolean only = profile == CertificateProfile.TIMESTAMP;
    return Objects.equals(purposes(certificate), purposes(profile))
        && critical.equals(only ? Set.of(KEY_USAGE, EXTENDED_USAGE) : Set.of(KEY_USAGE));
  }

  private static List<String> purposes(X509Certificate certificate) {
    try {
      return Objects.requireNonNullElse(certificate.getExtendedKeyUsage(), List.of());
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> purposes(CertificateProfile profile) {
    return Optional.ofNullable(profile.extendedUsage()).stream().toList();
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("The issued certificate differs in its " + what);
    }
  }
}
