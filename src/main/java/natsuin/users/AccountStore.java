package natsuin.users;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.Portal;

/** What login needs of every portal's accounts. */
public final class AccountStore {
  private AccountStore() {}

  /** The account behind a login name, given in lower case; an employer's user ID as it is. */
  public static Future<Optional<Account>> find(SqlClient db, Portal portal, String login) {
    return switch (portal) {
      case MYPAGE -> UserStore.account(db, login);
      case STAFF -> StaffStore.account(db, login);
      case EMPLOYER, ISSUANCE -> EmployerUserStore.account(db, login);
    };
  }

  /** The account of this person. */
  public static Future<Optional<Account>> find(SqlClient db, Portal portal, UUID id) {
    Future<Optional<? extends Person>> person =
        switch (portal) {
          case MYPAGE -> UserStore.find(db, id).map(found -> found);
          case STAFF -> StaffStore.find(db, id).map(found -> found);
          case EMPLOYER, ISSUANCE -> EmployerUserStore.find(db, id).map(found -> found);
        };
    return person.compose(
        found ->
            found.isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : db.preparedQuery(
                        "select password_hash from " + table(found.get()) + " where id = $1")
                    .execute(Tuple.of(id))
                    .map(
                        rows ->
                            Optional.of(
                                new Account(
                                    found.get(),
                                    rows.iterator().next().getString("password_hash")))));
  }

  /**
   * Whether these still are the account's password and address, and it is neither locked nor
   * deleted; a change of that waits until the commit.
   */
  public static Future<Boolean> holds(SqlConnection transaction, Account account, Instant now) {
    Person person = account.person();
    return transaction
        .preparedQuery(
            "select 1 from "
                + table(person)
                + " where id = $1 and password_hash = $2 and email = $3"
                + " and (locked_until is null or locked_until <= $4)"
                + alive(person)
                + " for share")
        .execute(
            Tuple.of(person.id(), account.passwordHash(), person.email(), UserStore.offset(now)))
        .map(rows -> rows.size() == 1);
  }

  /** The same password under newer parameters; as it was where it was changed meanwhile. */
  public static Future<Account> rehash(SqlClient db, Account account, String after) {
    return db.preparedQuery(
            "update "
                + table(account.person())
                + " set password_hash = $3 where id = $1 and password_hash = $2")
        .execute(Tuple.of(account.person().id(), account.passwordHash(), after))
        .map(rows -> rows.rowCount() == 1 ? new Account(account.person(), after) : account);
  }

  private static String alive(Person person) {
    return switch (person) {
      case User user -> " and deleted_at is null";
      case StaffMember member -> "";
      case EmployerUser user -> " and deleted_at is null and blocked_at is null";
    };
  }

  static String table(Person person) {
    return switch (person) {
      case User user -> "app_user";
      case StaffMember member -> "staff";
      case EmployerUser user -> "employer_user";
    };
  }
}
