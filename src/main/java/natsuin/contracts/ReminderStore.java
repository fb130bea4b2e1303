package natsuin.contracts;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who is to be asked once more, and what was said about deadlines. */
final class ReminderStore {
  /** Nobody is asked more often about one contract. */
  private static final Duration PAUSE = Duration.ofHours(1);

  private ReminderStore() {}

  /** Holds a contract that is being signed; false if it is not. */
  static Future<Boolean> hold(SqlClient tx, UUID contract) {
    return tx.preparedQuery(
            "update contract set version = version + 1 where id = $1 and state = 'signing'")
        .execute(Tuple.of(contract))
        .map(rows -> rows.rowCount() == 1);
  }

  /** Holds a contract whose deadline is still the one that is due; false if it was moved since. */
  static Future<Boolean> hold(SqlClient tx, Due due) {
    return tx.preparedQuery(
            """
            update contract set version = version + 1
            where id = $1 and state = 'signing' and sign_by = $2
            """)
        .execute(Tuple.of(due.contract(), due.signBy()))
        .map(rows -> rows.rowCount() == 1);
  }

  /**
   * Notes a reminder for everybody whose turn it is, or for one of them; answers the seats of those
   * who were not reminded within the hour.
   */
  static Future<List<UUID>> remind(
      SqlClient tx, UUID contract, Optional<UUID> signer, Instant now) {
    return tx.preparedQuery(
            """
            update contract_signer s set reminded_at = $3, reminders = reminders + 1
            where s.contract_id = $1 and s.state = 'invited' and ($2::uuid is null or s.id = $2)
              and exists (select 1 from app_user u where u.id = s.user_id and u.deleted_at is null)
              and not exists (
                select 1 from contract_signer o
                where o.contract_id = s.contract_id and o.user_id = s.user_id
                  and o.reminded_at > $4)
            returning s.id
            """)
        .execute(
            Tuple.of(
                contract,
                signer.orElse(null),
                now.atOffset(ZoneOffset.UTC),
                now.minus(PAUSE).atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.stream().map(row -> row.getUUID("id")).toList());
  }

  /**
   * Something to be said about a deadline.
   *
   * @param kind soon, today or over
   */
  record Due(UUID contract, UUID branch, LocalDate signBy, String kind) {}

  /**
   * What nobody has said yet; at most a thousand. Whoever was asked to sign after the time for a
   * reminder has come gets none.
   *
   * @param before days from the first reminder to the deadline
   */
  static Future<List<Due>> due(SqlClient db, LocalDate today, int before) {
    return db.preparedQuery(
            """
            select d.id, d.branch_id, d.sign_by, d.kind from (
              select id, branch_id, sign_by,
                (sent_at at time zone 'Asia/Tokyo')::date as sent_on,
                case when sign_by < $1 then 'over' when sign_by = $1 then 'today' else 'soon' end
                  as kind
              from contract
              where state = 'signing' and sign_by is not null and sign_by <= $1 + $2::int) d
            where (d.kind = 'over' or d.kind = 'today' and d.sent_on < $1
                or d.kind = 'soon' and d.sent_on < d.sign_by - $2::int)
              and not exists (
                select 1 from contract_deadline_told t
                where t.contract_id = d.id and t.sign_by = d.sign_by and t.kind = d.kind)
            order by d.sign_by, d.id limit 1000
            """)
        .execute(Tuple.of(today, before))
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new Due(
                                row.getUUID("id"),
                                row.getUUID("branch_id"),
                                row.getLocalDate("sign_by"),
                                row.getString("kind")))
                    .toList());
  }

  /** True for the one that says it. */
  static Future<Boolean> told(SqlClient tx, Due due, Instant now) {
    return tx.preparedQuery(
            """
            insert into contract_deadline_told (contract_id, sign_by, kind, told_at)
            values ($1, $2, $3, $4) on conflict do nothing
            """)
        .execute(Tuple.of(due.contract(), due.signBy(), due.kind(), now.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.rowCount() == 1);
  }
}
