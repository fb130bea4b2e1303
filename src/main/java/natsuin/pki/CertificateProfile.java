package natsuin.pki;

import java.time.Period;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;

/** What a certificate is for, and what follows from that (RFC 5280, ETSI EN 319 412). */
public enum CertificateProfile {
  /** A person's remote signing key (CERT-2): content commitment and nothing else. */
  USER_SIGNING(Period.ofYears(5), KeyUsage.nonRepudiation, null),
  /** The bank's own seal, last on every contract. */
  BANK_SEAL(Period.ofYears(5), KeyUsage.nonRepudiation, null),
  /** RFC 3161 section 2.3: one extended usage, critical. */
  TIMESTAMP(Period.ofYears(10), KeyUsage.digitalSignature, "1.3.6.1.5.5.7.3.8"),
  /** RFC 6960 section 4.2.2.2, with id-pkix-ocsp-nocheck. */
  OCSP_RESPONDER(Period.ofYears(1), KeyUsage.digitalSignature, "1.3.6.1.5.5.7.3.9"),
  /** A TLS server. */
  TLS_SERVER(Period.ofDays(397), KeyUsage.digitalSignature, "1.3.6.1.5.5.7.3.1"),
  /** A browser's certificate for mutual TLS (EMP-7). */
  TLS_CLIENT(Period.ofDays(366), KeyUsage.digitalSignature, "1.3.6.1.5.5.7.3.2");

  private final Period validity;
  private final int keyUsage;
  private final @Nullable String extendedUsage;

  CertificateProfile(Period validity, int keyUsage, @Nullable String extendedUsage) {
    this.validity = validity;
    this.keyUsage = keyUsage;
    this.extendedUsage = extendedUsage;
  }

  /** How long such a certificate is valid by default. */
  public Period validity() {
    return validity;
  }

  int keyUsage() {
    return keyUsage;
  }

  /** Object identifier of the extended key usage. */
  @Nullable String extendedUsage() {
    return extendedUsage;
  }
}
