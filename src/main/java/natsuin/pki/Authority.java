package natsuin.pki;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.bouncycastle.asn1.x509.Extensions;

/**
 * A certification authority (RFC 5280): takes decided requests, prepares, signs and checks what it
 * signed. Keeps no record; that is the caller's, between {@link #prepare} and {@link #issue}. Any
 * thread.
 */
public final class Authority {
  private final SigningIdentity identity;
  private final PublicAddresses addresses;
  private final String policy;
  private final InstantSource clock;

  /**
   * @param identity a CA certificate with its key
   * @param addresses what certificates say about where to ask
   * @param policy object identifier of the certificate policy
   */
  public Authority(
      SigningIdentity identity, PublicAddresses addresses, String policy, InstantSource clock) {
    if (identity.certificate().getBasicConstraints() < 0) {
      throw new IllegalArgumentException("Not a CA certificate");
    }
    this.identity = identity;
    this.addresses = addresses;
    this.policy = policy;
    this.clock = clock;
  }

  /** The authority's own certificate and key. */
  public SigningIdentity identity() {
    return identity;
  }

  /** Writes down what would be signed, valid from now for as long as the profile says. */
  public ToBeIssued prepare(CertificateRequest request) {
    return prepare(request, request.profile().validity());
  }

  /** As {@link #prepare(CertificateRequest)} for another length of validity. */
  public ToBeIssued prepare(CertificateRequest request, Period validity) {
    Instant notBefore = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    // The last second is inclusive (RFC 5280 section 4.1.2.5).
    return prepare(
        request,
        notBefore,
        notBefore.atZone(ZoneOffset.UTC).plus(validity).toInstant().minusSeconds(1));
  }

  /**
   * As {@link #prepare(CertificateRequest)} to another end.
   *
   * @param notAfter the last second, inclusive
   */
  public ToBeIssued prepare(CertificateRequest request, Instant notAfter) {
    return prepare(request, clock.instant().truncatedTo(ChronoUnit.SECONDS), notAfter);
  }

  private ToBeIssued prepare(CertificateRequest request, Instant notBefore, Instant notAfter) {
    if (notAfter.isAfter(identity.certificate().getNotAfter().toInstant())) {
      throw new IllegalArgumentException("The authority does not live that long");
    }
    TbsCertificate draft =
        new TbsCertificate(
            identity.certificate().getSubjectX500Principal(),
            request.subject().principal(),
            request.publicKey(),
            notBefore,
            notAfter);
    Extensions extensions =
        CertificateExtensions.leaf(request, identity.certificate(), addresses, policy);
    return new ToBeIssued(request, draft.build(identity.algorithm(), extensions));
  }

  /** Signs what was written down, and checks the outcome against it before handing it out. */
  public X509Certificate issue(ToBeIssued prepared) {
    X509Certificate certificate =
        TbsCertificate.sign(prepared.der(), identity.algorithm(), identity.key());
    CertificateLint.check(certificate, prepared, identity.certificate());
    return certificate;
  }
}
