package natsuin.passwords;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import natsuin.lockout.Lockout;
import natsuin.users.AccountStore;
import natsuin.users.Person;

/** Opens an account that wrong passwords closed: in PostgreSQL first, then in Redis. */
public final class LiftLock {
  private final Lockout lockout;
  private final LoginNames names;
  private final Entrance entrance;

  LiftLock(Lockout lockout, LoginNames names, Entrance entrance) {
    this.lockout = lockout;
    this.names = names;
    this.entrance = entrance;
  }

  /**
   * The first half, in the transaction of whoever decides it.
   *
   * @param logins the names by which the person logs in
   */
  public Future<Void> lift(SqlConnection db, Person person, List<String> logins) {
    Future<Void> all = AccountStore.unlock(db, person);
    for (String login : logins) {
      all = all.compose(done -> LoginLockStore.open(db, hash(login)));
    }
    return all;
  }

  /** The second half, after the commit: tries begin anew. */
  public Future<Void> forget(Person person, List<String> logins) {
    Future<Void> all = lockout.succeeded(person.label());
    for (String login : logins) {
      all = all.compose(done -> lockout.succeeded(LoginNames.subject(hash(login))));
    }
    return all;
  }

  private byte[] hash(String login) {
    return names.of(entrance.kind(), entrance.meant().apply(login));
  }
}
