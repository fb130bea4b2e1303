package natsuin.certificates;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import natsuin.kernel.BankTime;
import natsuin.pki.DigestAlgorithm;

/** Whose client certificate is whose. */
final class ClientCertificateStore {
  private ClientCertificateStore() {}

  static Future<Void> insert(
      SqlClient tx,
      X509Certificate certificate,
      IssueClientCertificate.Holder holder,
      Instant now) {
    return tx.preparedQuery(
            """
            insert into client_certificate (serial, user_id, login_id, last_day, created_at, key_sha256)
            values ($1, $2, $3, $4, $5, $6)
            """)
        .execute(
            Tuple.of(
                certificate.getSerialNumber().toString(16),
                holder.user(),
                holder.loginId(),
                BankTime.dayOf(certificate.getNotAfter().toInstant()),
                now.atOffset(ZoneOffset.UTC),
                digest(certificate.getPublicKey())))
        .mapEmpty();
  }

  static Future<Boolean> knows(SqlClient db, PublicKey key) {
    return db.preparedQuery(
            "select exists (select from client_certificate where key_sha256 = $1) as known")
        .execute(Tuple.of(digest(key)))
        .map(rows -> rows.iterator().next().getBoolean("known"));
  }

  private static Buffer digest(PublicKey key) {
    return Buffer.buffer(DigestAlgorithm.SHA256.digest(key.getEncoded()));
  }

  static Future<Void> revokeUnreceived(SqlClient tx, String serial, Instant now) {
    return tx.preparedQuery(
            """
            update certificate set state = 'revoked', revoked_at = $2,
              revoked_reason = 'cessation-of-operation'
            where serial = $1 and state in ('prepared', 'issued')
            """)
        .execute(Tuple.of(serial, now.atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }
}
