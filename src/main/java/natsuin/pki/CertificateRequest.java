package natsuin.pki;

import java.security.PublicKey;
import java.util.List;

/**
 * What somebody wants certified; whether he may have it was decided before.
 *
 * @param hostNames DNS names for {@link CertificateProfile#TLS_SERVER}, else empty
 */
public record CertificateRequest(
    CertificateProfile profile,
    DistinguishedName subject,
    PublicKey publicKey,
    List<String> hostNames) {
  public CertificateRequest {
    hostNames = List.copyOf(hostNames);
  }

  /** For every profile without host names. */
  public CertificateRequest(
      CertificateProfile profile, DistinguishedName subject, PublicKey publicKey) {
    this(profile, subject, publicKey, List.of());
  }
}
