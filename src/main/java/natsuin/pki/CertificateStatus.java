package natsuin.pki;

import java.time.Instant;

/** What an authority knows about one of its serial numbers. */
public sealed interface CertificateStatus {
  /** Issued and not revoked. */
  record Good() implements CertificateStatus {}

  /** No longer to be relied upon since {@code at}. */
  record Revoked(Instant at, RevocationReason reason) implements CertificateStatus {}

  /** Never issued by this authority. */
  record Unknown() implements CertificateStatus {}
}
