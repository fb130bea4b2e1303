package natsuin.clientissue;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import natsuin.users.EmployerUser;

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

  /** Writes down whose it is. */
  static Future<Void> insert(
      SqlClient tx, String serial, EmployerUser user, LocalDate lastDay, Instant now) {
    return tx.preparedQuery(
            """
            insert into client_certificate (serial, user_id, login_id, last_day, created_at)
            values ($1, $2, $3, $4, $5)
            """)
        .execute(Tuple.of(serial, user.id(), user.userId(), lastDay, now.atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  /** Ends one that nobody has got, be it signed already or about to be. */
  static Future<Void> revokeUnreceived(SqlClient tx, String serial, Instant now) {
    return tx.preparedQuery(
            """
            update certificate
            set state = 'revoked', revoked_at = $2, revoked_reason = 'cessation-of-operation'
            where serial = $1 and state in ('prepared', 'issued')
            """)
        .execute(Tuple.of(serial, now.atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }
}
