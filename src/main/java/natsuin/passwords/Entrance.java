package natsuin.passwords;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.Optional;
import java.util.function.UnaryOperator;
import natsuin.kernel.Portal;
import natsuin.users.Account;
import natsuin.users.AccountStore;

/**
 * Where a name and a password are entered.
 *
 * @param kind keeps names of different kinds apart where they are counted
 * @param meant brings a name into its normal form
 * @param finder the account behind a name in that form
 */
public record Entrance(Portal portal, String kind, UnaryOperator<String> meant, Finder finder) {
  /** Looks an account up. */
  @FunctionalInterface
  public interface Finder {
    /** The account behind this name, if there is one. */
    Future<Optional<Account>> find(SqlClient db, String name);
  }

  /** The login of a portal. */
  public static Entrance of(Portal portal) {
    return new Entrance(
        portal,
        portal.code(),
        LoginName::normalise,
        (db, name) -> AccountStore.find(db, portal, name));
  }
}
