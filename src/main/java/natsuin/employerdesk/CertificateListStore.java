package natsuin.employerdesk;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The client certificates that an employer's users have and had. */
final class CertificateListStore {
  private CertificateListStore() {}

  /** By user, the newest first; those of deleted users too. */
  static Future<Map<UUID, JsonArray>> of(SqlClient db, UUID employer, Instant now) {
    return db.preparedQuery(
            """
            select c.user_id, c.serial, c.login_id, c.last_day, c.created_at, x.revoked_at,
              x.revoked_reason,
              case when x.state = 'revoked' then 'revoked'
                   when x.not_after < $2 then 'expired' else 'good' end as state,
              exists (select 1 from revocation_order r
                      where r.serial = c.serial and r.state = 'filed') as filed
            from client_certificate c
            join certificate x on x.serial = c.serial and x.state in ('issued', 'revoked')
            join employer_user u on u.id = c.user_id
            where u.employer_id = $1
            order by c.created_at desc, c.serial
            """)
        .execute(Tuple.of(employer, now.atOffset(ZoneOffset.UTC)))
        .map(
            rows -> {
              var all = new HashMap<UUID, JsonArray>();
              rows.forEach(
                  row ->
                      all.computeIfAbsent(row.getUUID("user_id"), user -> new JsonArray())
                          .add(json(row)));
              return all;
            });
  }

  private static JsonObject json(Row row) {
    OffsetDateTime revokedAt = row.getOffsetDateTime("revoked_at");
    return new JsonObject()
        .put("serial", row.getString("serial"))
        .put("userId", row.getString("login_id"))
        .put("state", row.getString("state"))
        .put("issuedAt", row.getOffsetDateTime("created_at").toInstant().toString())
        .put("lastDay", row.getLocalDate("last_day").toString())
        .put("revokedAt", revokedAt == null ? null : revokedAt.toInstant().toString())
        .put("revokedReason", row.getString("revoked_reason"))
        .put("filed", row.getBoolean("filed"));
  }
}
