package natsuin.keeping;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** What could not be done at its time. */
final class TroubleStore {
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

  private TroubleStore() {}

  /** Notes a failed try; the next one comes after a pause that doubles, up to a day. */
  static Future<Void> note(
      SqlClient db, UUID subject, UUID contract, String task, String code, Instant now) {
    return db.preparedQuery(
            """
            insert into keeping_trouble (subject, contract_id, task, code, attempts, since, next_try_at)
            select $1, id, $3, $4, 1, $5::timestamptz, $5::timestamptz + interval '10 minutes'
            from contract where id = $2
            on conflict (subject) do update set
              code = excluded.code,
              attempts = keeping_trouble.attempts + 1,
              next_try_at = $5::timestamptz + least(make_interval(secs => $6),
                interval '10 minutes' * power(2, least(keeping_trouble.attempts, 12)))
            """)
        .execute(
            Tuple.of(
                subject,
                contract,
                task,
                code,
                now.atOffset(ZoneOffset.UTC),
                (double) LONGEST_PAUSE.toSeconds()))
        .mapEmpty();
  }

  /** It is over. */
  static Future<Void> settle(SqlClient db, UUID subject) {
    return db.preparedQuery("delete from keeping_trouble where subject = $1")
        .execute(Tuple.of(subject))
        .mapEmpty();
  }

  /** How many there are. */
  static Future<Long> count(SqlClient db) {
    return db.query("select count(*) as n from keeping_trouble")
        .execute()
        .map(rows -> rows.iterator().next().getLong("n"));
  }
}
