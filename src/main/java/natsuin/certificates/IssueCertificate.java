package natsuin.certificates;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import natsuin.pg.Database;
import natsuin.pki.Authority;
import natsuin.pki.CertificateRequest;

/**
 * Has the issuing authority certify somebody. What will be signed is on record before the key acts:
 * a certificate that exists without a record could never be revoked. On a virtual thread.
 */
public final class IssueCertificate {
  private final Database database;
  private final Authority authority;
  private final InstantSource clock;

  /** By this authority. */
  public IssueCertificate(Database database, Authority authority, InstantSource clock) {
    this.database = database;
    this.authority = authority;
    this.clock = clock;
  }

  /** The certificate, recorded before and after. */
  public X509Certificate issue(CertificateRequest request, Optional<UUID> user) {
    var draft = authority.prepare(request);
    var db = database.client();
    CertificateStore.prepared(db, draft, IssuerName.ISSUING, user, clock.instant()).await();
    X509Certificate certificate = authority.issue(draft);
    CertificateStore.issued(db, certificate).await();
    return certificate;
  }
}
