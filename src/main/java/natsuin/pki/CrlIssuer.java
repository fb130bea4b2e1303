package natsuin.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;

/** Publishes an authority's full revocation list (RFC 5280 section 5). Any thread. */
public final class CrlIssuer {
  /** Media type of a list in DER. */
  public static final String MEDIA_TYPE = "application/pkix-crl";

  private final SigningIdentity authority;
  private final InstantSource clock;
  private final Duration validity;

  /**
   * @param authority a CA's certificate and key
   * @param validity from a list's time to its nextUpdate
   */
  public CrlIssuer(SigningIdentity authority, InstantSource clock, Duration validity) {
    this.authority = authority;
    this.clock = clock;
    this.validity = validity;
  }

  /**
   * DER of a list of these and no others.
   *
   * @param number greater than that of every list before (RFC 5280 section 5.2.3)
   */
  public byte[] issue(BigInteger number, Collection<RevokedCertificate> revoked) {
    Instant now = clock.instant();
    X500Name name =
        X500Name.getInstance(authority.certificate().getSubjectX500Principal().getEncoded());
    X509v2CRLBuilder builder = new X509v2CRLBuilder(name, Date.from(now));
    builder.setNextUpdate(Date.from(now.plus(validity)));
    for (RevokedCertificate entry : revoked) {
      builder.addCRLEntry(entry.serial(), Date.from(entry.at()), entry.reason().code());
    }
    try {
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          CertificateExtensions.authorityKey(authority.certificate()));
      builder.addExtension(Extension.cRLNumber, false, new CRLNumber(number));
      return builder.build(new JcaSigner(authority)).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("The revocation list could not be built", e);
    }
  }
}
