package natsuin.enrolment;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;

/** Takes personal data of applications away once nobody needs it. */
final class EraseStore {
  private EraseStore() {}

  /** Applications that were never confirmed, and began before then, are gone; how many. */
  static Future<Integer> unconfirmed(SqlClient db, Instant before) {
    return db.preparedQuery("delete from application where state = 'entered' and created_at < $1")
        .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.rowCount());
  }

  /** What was typed for applications that were decided before then is gone; how many. */
  static Future<Integer> decided(SqlClient db, Instant before) {
    return db.preparedQuery(
            """
            update application set personal = null, reason = null, marks = '{}', email_hash = ''
            where state in ('approved', 'refused') and personal is not null and decided_at < $1
            """)
        .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.rowCount());
  }
}
