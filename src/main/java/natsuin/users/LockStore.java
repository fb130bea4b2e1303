package natsuin.users;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;

/** What wrong passwords do to accounts (LOGIN-3, EMP-4). */
public final class LockStore {
  private LockStore() {}

  /**
   * Closes the account until then; true if it was not closed by that lock before. Where locks are
   * counted, another one with the same number is the same, however close its end: two tries at once
   * may each be the last of a counter.
   *
   * @param number the how-manieth lock in a row, where that is counted
   */
  public static Future<Boolean> lock(
      SqlConnection transaction, Person person, Instant until, int number, Instant now) {
    String change =
        person instanceof EmployerUser
            ? """
            , locks = greatest(locks, $3) where blocked_at is null
            and (locks < $3 or locked_until is null or locked_until <= $4)
            """
            : """
             where (locked_until is null or locked_until < $2)
            and $3::int is not null and $4::timestamptz is not null
            """;
    return transaction
        .preparedQuery(
            "update "
                + AccountStore.table(person)
                + " set locked_until = $2"
                + change
                + "and id = $1")
        .execute(Tuple.of(person.id(), UserStore.offset(until), number, UserStore.offset(now)))
        .map(rows -> rows.rowCount() == 1);
  }

  /** Closes the account until somebody lifts that; true if it was not closed so before. */
  public static Future<Boolean> block(
      SqlConnection transaction, EmployerUser user, int number, Instant now) {
    return transaction
        .preparedQuery(
            """
            update employer_user
            set blocked_at = $2, locks = greatest(locks, $3), locked_until = null
            where id = $1 and blocked_at is null
            """)
        .execute(Tuple.of(user.id(), UserStore.offset(now), number))
        .map(rows -> rows.rowCount() == 1);
  }

  /** The password was right: locks are counted anew. A block that came meanwhile stays. */
  public static Future<Void> countAnew(SqlClient db, EmployerUser user) {
    return db.preparedQuery(
            "update employer_user set locks = 0 where id = $1 and blocked_at is null")
        .execute(Tuple.of(user.id()))
        .mapEmpty();
  }

  /** Opens the account before its lock is over, or one that was blocked. */
  public static Future<Void> unlock(SqlConnection transaction, Person person) {
    String more = person instanceof EmployerUser ? ", locks = 0, blocked_at = null" : "";
    return transaction
        .preparedQuery(
            "update "
                + AccountStore.table(person)
                + " set locked_until = null"
                + more
                + " where id = $1")
        .execute(Tuple.of(person.id()))
        .mapEmpty();
  }
}
