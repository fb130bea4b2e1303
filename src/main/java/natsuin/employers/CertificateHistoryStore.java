package natsuin.employers;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import natsuin.employers.CertificateHistory.Line;
import natsuin.employers.CertificateHistory.State;
import org.jspecify.annotations.Nullable;

/** The client certificates that users have and had. */
final class CertificateHistoryStore {
  private CertificateHistoryStore() {}

  /** By user, the newest first, of those of an employer's users who are not deleted. */
  static Future<Map<UUID, List<Line>>> of(SqlClient db, UUID employer, Instant now) {
    return db.preparedQuery(
            """
            select c.user_id, c.serial, c.login_id, c.last_day, c.created_at,
              x.state, x.revoked_at, x.not_after < $2 as over,
              lead(c.created_at) over (partition by c.user_id order by c.created_at) as replaced_at,
              exists (select 1 from revocation_order r
                      where r.serial = c.serial and r.state = 'filed') as filed
            from client_certificate c
            join certificate x on x.serial = c.serial and x.state in ('issued', 'revoked')
            join employer_user u on u.id = c.user_id and u.deleted_at is null
            where u.employer_id = $1
            order by c.created_at desc, c.serial
            """)
        .execute(Tuple.of(employer, now.atOffset(ZoneOffset.UTC)))
        .map(
            rows -> {
              var all = new HashMap<UUID, List<Line>>();
              rows.forEach(
                  row ->
                      all.computeIfAbsent(row.getUUID("user_id"), user -> new ArrayList<>())
                          .add(line(row)));
              return all;
            });
  }

  private static Line line(Row row) {
    State state =
        row.getString("state").equals("revoked")
            ? State.REVOKED
            : row.getBoolean("over") ? State.EXPIRED : State.GOOD;
    return new Line(
        row.getString("serial"),
        row.getString("login_id"),
        state,
        row.getOffsetDateTime("created_at").toInstant(),
        row.getLocalDate("last_day"),
        instant(row, "revoked_at"),
        instant(row, "replaced_at"),
        row.getBoolean("filed"));
  }

  private static @Nullable Instant instant(Row row, String column) {
    OffsetDateTime at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }
}
