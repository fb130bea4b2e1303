package natsuin.certificates;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import natsuin.pg.Database;
import natsuin.pki.PkiHierarchy;

/**
 * Puts the certificates that the service gave itself on the record, so that they can be answered
 * for and revoked like any other. At every start; on a virtual thread.
 */
public final class AdoptCertificates {
  private final Database database;
  private final InstantSource clock;

  /** On this record. */
  public AdoptCertificates(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Those that are not on the record yet. */
  public void adopt(PkiHierarchy hierarchy) {
    adopt(hierarchy.ocsp().certificate(), IssuerName.ISSUING, CertificateKind.OCSP);
    adopt(hierarchy.tsa().certificate(), IssuerName.ISSUING, CertificateKind.TSA);
    adopt(hierarchy.seal().certificate(), IssuerName.ISSUING, CertificateKind.SEAL);
    adopt(hierarchy.issuing().identity().certificate(), IssuerName.ROOT, CertificateKind.AUTHORITY);
  }

  private void adopt(X509Certificate certificate, IssuerName issuer, CertificateKind kind) {
    CertificateStore.adopt(database.client(), certificate, issuer, kind, clock.instant()).await();
  }
}
