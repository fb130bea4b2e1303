package natsuin.clientissue;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** The client certificates that a user holds. */
final class HeldStore {
  private HeldStore() {}

  /** The last day of the one that is good for longest, of those that are good now. */
  static Future<Optional<LocalDate>> lastDay(SqlClient db, UUID user, Instant now) {
    return db.preparedQuery(
            """
            select max(c.last_day) as last_day
            from client_certificate c join certificate x on x.serial = c.serial
            where c.user_id = $1 and x.state = 'issued' and x.not_after >= $2
            """)
        .execute(Tuple.of(user, now.atOffset(ZoneOffset.UTC)))
        .map(rows -> Optional.ofNullable(rows.iterator().next().getLocalDate("last_day")));
  }
}
