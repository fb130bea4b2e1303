package natsuin.certificates;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** The record of client certificates, as a connection's certificate is looked up in it. */
final class ShownCertificateStore {
  private ShownCertificateStore() {}

  /**
   * What stands on the record under a serial number.
   *
   * @param der empty while the authority's key has not acted
   * @param holder none where it is not a user's
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Found(
      byte[] der,
      boolean forClients,
      Instant notBefore,
      Instant notAfter,
      Optional<Instant> revokedAt,
      Optional<ClientVerdict.Holder> holder) {}

  static Future<Optional<Found>> find(SqlClient db, String serial) {
    return db.preparedQuery(
            """
            select x.serial, x.profile, x.der, x.not_before, x.not_after, x.revoked_at,
                   c.user_id, c.login_id, c.last_day
            from certificate x left join client_certificate c on c.serial = x.serial
            where x.serial = $1 and x.issuer = $2
            """)
        .execute(Tuple.of(serial, IssuerName.ISSUING.code()))
        .map(rows -> rows.stream().findFirst().map(ShownCertificateStore::read));
  }

  private static Found read(Row row) {
    Buffer der = row.getBuffer("der");
    UUID user = row.getUUID("user_id");
    return new Found(
        der == null ? new byte[0] : der.getBytes(),
        CertificateKind.TLS_CLIENT.code().equals(row.getString("profile")),
        row.getOffsetDateTime("not_before").toInstant(),
        row.getOffsetDateTime("not_after").toInstant(),
        Optional.ofNullable(row.getOffsetDateTime("revoked_at")).map(OffsetDateTime::toInstant),
        user == null
            ? Optional.empty()
            : Optional.of(
                new ClientVerdict.Holder(
                    user,
                    row.getString("login_id"),
                    row.getString("serial"),
                    row.getLocalDate("last_day"))));
  }
}
