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
   * Closes the account until then; true if it was not closed that long before.
   *
   * @param number the how-manieth lock in a row, where that is counted
   */
  public static Future<Boolean> lock(
      SqlConnection transaction, Person person, Instant until, int number) {
    // Only employers' accounts count their locks.
    String more =
        person instanceof EmployerUser
            ? ", locks = greatest(locks, $3) where blocked_at is null and "
            : " where $3::int is not null and ";
    return transaction
        .preparedQuery(
            "update "
                + AccountStore.table(person)
                + " set locked_until = $2"
                + more
                + "id = $1 and (locked_until is null or locked_until < $2)")
        .execute(Tuple.of(person.id(), UserStore.offset(until), number))
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
