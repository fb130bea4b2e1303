package natsuin.passwords;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.Optional;
import java.util.function.UnaryOperator;
import natsuin.kernel.Portal;
import natsuin.users.Account;
import natsuin.users.AccountStore;
import natsuin.users.EmployerUser;
import natsuin.users.EmployerUserStore;

/**
 * Where a name and a password are entered.
 *
 * @param kind keeps names of different kinds apart where they are counted
 * @param meant brings a name into its normal form
 * @param finder the account behind a name in that form
 */
public record Entrance(Portal portal, String kind, UnaryOperator<String> meant, Finder finder) {
  /**
   * The first registration of a master user, by 事業主番号 and initial password (EMP-5). Nobody who has
   * a user ID is found by it: the number stands on papers, and must not close his login.
   */
  public static final Entrance EMPLOYER_NUMBER =
      new Entrance(
          Portal.EMPLOYER, "employer-number", LoginName::keepingCase, Entrance::unregisteredMaster);

  /** Looks an account up. */
  @FunctionalInterface
  public interface Finder {
    /** The account behind this name, if there is one. */
    Future<Optional<Account>> find(SqlClient db, String name);
  }

  /** The login of a portal. */
  public static Entrance of(Portal portal) {
    return switch (portal) {
      case MYPAGE, STAFF -> new Entrance(portal, portal.code(), LoginName::normalise, by(portal));
      // One account and one user ID, so its tries count together wherever they are made.
      case EMPLOYER, ISSUANCE ->
          new Entrance(portal, Portal.EMPLOYER.code(), LoginName::keepingCase, by(portal));
    };
  }

  private static Finder by(Portal portal) {
    return (db, name) -> AccountStore.find(db, portal, name);
  }

  private static Future<Optional<Account>> unregisteredMaster(SqlClient db, String number) {
    return EmployerUserStore.master(db, number)
        .map(
            found ->
                found.filter(
                    account ->
                        account.person() instanceof EmployerUser user && user.userId() == null));
  }
}
