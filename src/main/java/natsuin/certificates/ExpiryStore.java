package natsuin.certificates;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Certificates whose end is to be told. */
final class ExpiryStore {
  private ExpiryStore() {}

  /** One to be told about; over: its time has come. */
  record Due(UUID credential, UUID user, boolean over) {
    String kind() {
      return over ? "over" : "soon";
    }
  }

  /** Those not told yet; whoever missed the first word gets the last one only. */
  static Future<List<Due>> due(SqlClient db, Instant now, Duration before) {
    return db.preparedQuery(
            """
            select c.id, c.user_id, x.not_after <= $1 as over
            from credential c
            join certificate x on x.serial = c.serial
            join app_user u on u.id = c.user_id
            where c.state in ('active', 'locked') and x.not_after <= $2 and u.deleted_at is null
              and not exists (
                select 1 from certificate_expiry_told t
                where t.credential = c.id
                  and t.kind = case when x.not_after <= $1 then 'over' else 'soon' end)
            order by x.not_after, c.id limit 1000
            """)
        .execute(Tuple.of(now.atOffset(ZoneOffset.UTC), now.plus(before).atOffset(ZoneOffset.UTC)))
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new Due(
                                row.getUUID("id"), row.getUUID("user_id"), row.getBoolean("over")))
                    .toList());
  }

  /** True for the one that tells. */
  static Future<Boolean> told(SqlClient tx, Due due, Instant now) {
    return tx.preparedQuery(
            """
            insert into certificate_expiry_told (credential, kind, told_at) values ($1, $2, $3)
            on conflict do nothing
            """)
        .execute(Tuple.of(due.credential(), due.kind(), now.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.rowCount() == 1);
  }
}
