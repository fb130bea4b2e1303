package natsuin.pki;

import java.math.BigInteger;
import java.security.PublicKey;
import java.time.Instant;
import org.bouncycastle.asn1.x509.TBSCertificate;

/**
 * A certificate before it is signed. Write its serial down first, then sign: a certificate that
 * exists without a record could never be revoked.
 */
public final class ToBeIssued {
  private final TBSCertificate certificate;
  private final CertificateRequest request;

  ToBeIssued(CertificateRequest request, TBSCertificate certificate) {
    this.request = request;
    this.certificate = certificate;
  }

  /** Random, positive, at most 20 octets. */
  public BigInteger serial() {
    return certificate.getSerialNumber().getValue();
  }

  /** Whom it will name. */
  public DistinguishedName subject() {
    return request.subject();
  }

  /** What it will be for. */
  public CertificateProfile profile() {
    return request.profile();
  }

  /** Valid from this second on. */
  public Instant notBefore() {
    return certificate.getStartDate().getDate().toInstant();
  }

  /** Valid up to and including this second. */
  public Instant notAfter() {
    return certificate.getEndDate().getDate().toInstant();
  }

  /** DER of what will be signed. */
  public byte[] der() {
    return Asn1.der(certificate);
  }

  PublicKey publicKey() {
    return request.publicKey();
  }
}
