package natsuin.certificates;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import natsuin.kernel.BankTime;

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
            insert into client_certificate (serial, user_id, login_id, last_day, created_at)
            values ($1, $2, $3, $4, $5)
            """)
        .execute(
            Tuple.of(
                certificate.getSerialNumber().toString(16),
                holder.user(),
                holder.loginId(),
                BankTime.dayOf(certificate.getNotAfter().toInstant()),
                now.atOffset(ZoneOffset.UTC)))
        .mapEmpty();
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
