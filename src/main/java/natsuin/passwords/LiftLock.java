package natsuin.passwords;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import natsuin.lockout.Ladder;
import natsuin.users.LockStore;
import natsuin.users.Person;

/** Opens an account that wrong passwords locked or blocked, and all of its names. */
public final class LiftLock {
  private final Ladder ladder;
  private final LoginNames names;

  LiftLock(Ladder ladder, LoginNames names) {
    this.ladder = ladder;
    this.names = names;
  }

  /**
   * In the transaction of whoever decides it. Redis forgets first: until the commit the account is
   * closed by what is written down, and nobody writes down again what Redis knew before.
   *
   * @param person as before this transaction: with the user ID that may be taken away in it
   */
  public Future<Void> lift(SqlConnection db, Person person) {
    Future<Void> all = ladder.succeeded(person.label());
    for (byte[] name : names.all(person)) {
      all = all.compose(done -> ladder.succeeded(LoginNames.subject(name)));
      all = all.compose(done -> LoginLockStore.open(db, name));
    }
    return all.compose(done -> LockStore.unlock(db, person));
  }
}
