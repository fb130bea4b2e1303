package natsuin.passwords;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import natsuin.lockout.Rung;
import org.jspecify.annotations.Nullable;

/** Locked login names, by their keyed hashes; alike for names that no account has. */
final class LoginLockStore {
  /** How long a name is remembered after its last lock, where locks in a row are counted. */
  private static final Duration REMEMBERED = Duration.ofDays(400);

  private LoginLockStore() {}

  /**
   * What is known of a name.
   *
   * @param until the end of its last lock
   * @param locks in a row
   */
  record Known(@Nullable Instant until, int locks, boolean blocked) {
    static final Known NOTHING = new Known(null, 0, false);

    boolean lockedAt(Instant now) {
      return until != null && now.isBefore(until);
    }
  }

  /** What is known of the name. */
  static Future<Known> find(SqlClient db, byte[] name) {
    return db.preparedQuery(
            "select locked_until, locks, blocked_at from login_lock where name_hash = $1")
        .execute(Tuple.of(Buffer.buffer(name)))
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(
                        row ->
                            new Known(
                                row.getOffsetDateTime("locked_until").toInstant(),
                                row.getInteger("locks"),
                                row.getOffsetDateTime("blocked_at") != null))
                    .orElse(Known.NOTHING));
  }

  /** Locks or blocks the name; what is long over is forgotten by the way. */
  static Future<Void> close(SqlClient db, byte[] name, Rung.Lock lock, Instant now) {
    OffsetDateTime blockedAt = lock.blocks() ? now.atOffset(ZoneOffset.UTC) : null;
    return db.preparedQuery(
            """
            insert into login_lock (name_hash, locked_until, locks, blocked_at)
            values ($1, $2, $3, $4)
            on conflict (name_hash) do update
              set locked_until = greatest(login_lock.locked_until, excluded.locked_until),
                locks = greatest(login_lock.locks, excluded.locks),
                blocked_at = coalesce(login_lock.blocked_at, excluded.blocked_at)
            """)
        .execute(
            Tuple.of(
                Buffer.buffer(name),
                lock.until().atOffset(ZoneOffset.UTC),
                lock.number(),
                blockedAt))
        .compose(done -> forgetOld(db, now));
  }

  private static Future<Void> forgetOld(SqlClient db, Instant now) {
    return db.preparedQuery(
            """
            delete from login_lock where name_hash in (
              select name_hash from login_lock
              where locked_until <= $1 and (locks = 0 or locked_until <= $2)
              limit 100 for update skip locked)
            """)
        .execute(
            Tuple.of(now.atOffset(ZoneOffset.UTC), now.minus(REMEMBERED).atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  /** The password was right: locks are counted anew. A block that came meanwhile stays. */
  static Future<Void> countAnew(SqlClient db, byte[] name) {
    return db.preparedQuery("delete from login_lock where name_hash = $1 and blocked_at is null")
        .execute(Tuple.of(Buffer.buffer(name)))
        .mapEmpty();
  }

  /** Opens the name again, and forgets that it ever was locked. */
  static Future<Void> open(SqlClient db, byte[] name) {
    return db.preparedQuery("delete from login_lock where name_hash = $1")
        .execute(Tuple.of(Buffer.buffer(name)))
        .mapEmpty();
  }
}
