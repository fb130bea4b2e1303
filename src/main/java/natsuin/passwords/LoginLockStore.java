package natsuin.passwords;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Locked login names, by their keyed hashes. */
final class LoginLockStore {
  private LoginLockStore() {}

  /** Until when the name is locked, if it is. */
  static Future<Optional<Instant>> until(SqlClient db, byte[] name, Instant now) {
    return db.preparedQuery(
            "select locked_until from login_lock where name_hash = $1 and locked_until > $2")
        .execute(Tuple.of(Buffer.buffer(name), now.atOffset(ZoneOffset.UTC)))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(
                        rows.iterator().next().getOffsetDateTime("locked_until").toInstant()));
  }

  /** Locks the name until then; locks that are over are forgotten by the way. */
  static Future<Void> lock(SqlClient db, byte[] name, Instant until, Instant now) {
    return db.preparedQuery(
            """
            insert into login_lock (name_hash, locked_until) values ($1, $2)
            on conflict (name_hash) do update
              set locked_until = greatest(login_lock.locked_until, excluded.locked_until)
            """)
        .execute(Tuple.of(Buffer.buffer(name), until.atOffset(ZoneOffset.UTC)))
        .compose(
            done ->
                db.preparedQuery(
                        """
                        delete from login_lock where name_hash in (
                          select name_hash from login_lock where locked_until <= $1
                          limit 100 for update skip locked)
                        """)
                    .execute(Tuple.of(now.atOffset(ZoneOffset.UTC))))
        .mapEmpty();
  }

  /** Opens the name again. */
  static Future<Void> open(SqlClient db, byte[] name) {
    return db.preparedQuery("delete from login_lock where name_hash = $1")
        .execute(Tuple.of(Buffer.buffer(name)))
        .mapEmpty();
  }
}
