package natsuin.certificates;

import io.vertx.core.Future;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import natsuin.pg.Database;
import natsuin.pki.Certificates;

/**
 * Judges the client certificate that a connection shows (EMP-8). Asks the record each time, so that
 * a revocation counts with its commit, on every node. Ours is what equals the record byte for byte:
 * no other certificate of the same number, name or key does.
 */
public final class ClientCertificates {
  private final Database database;
  private final X509Certificate issuer;
  private final InstantSource clock;

  /** Of this authority. */
  public ClientCertificates(Database database, X509Certificate issuer, InstantSource clock) {
    this.database = database;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** What it is worth now. */
  public Future<ClientVerdict> judge(Optional<X509Certificate> shown) {
    return shown.map(this::judge).orElseGet(() -> Future.succeededFuture(new ClientVerdict.None()));
  }

  private Future<ClientVerdict> judge(X509Certificate shown) {
    return ShownCertificateStore.find(database.client(), shown.getSerialNumber().toString(16))
        .map(
            found ->
                found
                    .filter(row -> Arrays.equals(row.der(), Certificates.encode(shown)))
                    .map(row -> judge(row, clock.instant()))
                    .orElseGet(() -> stranger(shown)));
  }

  private static ClientVerdict judge(ShownCertificateStore.Found found, Instant now) {
    if (!found.forClients()) {
      return new ClientVerdict.Foreign();
    }
    if (found.holder().isEmpty() || now.isBefore(found.notBefore())) {
      return new ClientVerdict.Unknown();
    }
    var holder = found.holder().get();
    if (found.revokedAt().isPresent()) {
      return new ClientVerdict.Revoked(holder, found.revokedAt().get());
    }
    return now.isAfter(found.notAfter())
        ? new ClientVerdict.Expired(holder)
        : new ClientVerdict.Good(holder);
  }

  /**
   * One that our key signed and the record does not have: the node died between the two, or the
   * record was brought back from a backup.
   */
  private ClientVerdict stranger(X509Certificate shown) {
    if (!shown.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      return new ClientVerdict.Foreign();
    }
    try {
      shown.verify(issuer.getPublicKey());
      return new ClientVerdict.Unknown();
    } catch (GeneralSecurityException | RuntimeException notOurs) { // a stranger's bytes
      return new ClientVerdict.Foreign();
    }
  }
}
