package natsuin.certificates;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import natsuin.pg.Database;
import natsuin.pki.Authority;
import natsuin.pki.CertificateRequest;
import natsuin.pki.ToBeIssued;

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
    return issue(authority.prepare(request), user, serial -> {});
  }

  /**
   * A client certificate up to that second.
   *
   * @param prepared told the serial number before the key acts; where it fails, nothing is signed
   */
  public X509Certificate issue(
      CertificateRequest request, Instant notAfter, Consumer<String> prepared) {
    return issue(authority.prepare(request, notAfter), Optional.empty(), prepared);
  }

  private X509Certificate issue(ToBeIssued draft, Optional<UUID> user, Consumer<String> prepared) {
    var db = database.client();
    CertificateStore.prepared(db, draft, IssuerName.ISSUING, user, clock.instant()).await();
    prepared.accept(draft.serial().toString(16));
    X509Certificate certificate = authority.issue(draft);
    CertificateStore.issued(db, certificate).await();
    return certificate;
  }
}
