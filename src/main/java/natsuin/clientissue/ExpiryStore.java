package natsuin.clientissue;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import natsuin.certificates.ClientValidity;

/** Client certificates whose end is to be told. */
final class ExpiryStore {
  private ExpiryStore() {}

  /** One to be told about; over: its time has come. */
  record Due(String serial, UUID user, LocalDate lastDay, boolean over) {
    String kind() {
      return over ? "over" : "soon";
    }
  }

  /**
   * Those not told yet, of users who have no later one; whoever missed the first word gets the last
   * one only.
   */
  static Future<List<Due>> due(SqlClient db, ClientValidity validity, Instant now) {
    return db.preparedQuery(
            """
            select c.serial, c.user_id, c.last_day, x.not_after < $1 as over
            from client_certificate c
            join certificate x on x.serial = c.serial
            join employer_user u on u.id = c.user_id
            where x.state = 'issued' and c.last_day <= $2 and u.deleted_at is null
              and not exists (
                select 1 from client_certificate l join certificate y on y.serial = l.serial
                where l.user_id = c.user_id and y.state = 'issued' and l.last_day > c.last_day)
              and not exists (
                select 1 from client_expiry_told t
                where t.serial = c.serial
                  and t.kind = case when x.not_after < $1 then 'over' else 'soon' end)
            order by c.last_day, c.serial limit 1000
            """)
        .execute(Tuple.of(now.atOffset(ZoneOffset.UTC), validity.lastDayRenewable(now)))
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new Due(
                                row.getString("serial"),
                                row.getUUID("user_id"),
                                row.getLocalDate("last_day"),
                                row.getBoolean("over")))
                    .toList());
  }

  /** True for the one that tells. */
  static Future<Boolean> told(SqlClient tx, Due due, Instant now) {
    return tx.preparedQuery(
            """
            insert into client_expiry_told (serial, kind, told_at) values ($1, $2, $3)
            on conflict do nothing
            """)
        .execute(Tuple.of(due.serial(), due.kind(), now.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.rowCount() == 1);
  }
}
