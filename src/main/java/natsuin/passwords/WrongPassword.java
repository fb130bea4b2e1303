package natsuin.passwords;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import natsuin.audit.Audit;
import natsuin.kernel.Actor;
import natsuin.lockout.Attempt;
import natsuin.outbox.Outbox;
import natsuin.passwords.CheckPassword.TriedLogin;
import natsuin.pg.Database;
import natsuin.users.AccountStore;
import natsuin.users.Person;

/** What a wrong password leaves behind: an event, and with the last try the locks and a mail. */
final class WrongPassword {
  private final Database database;
  private final InstantSource clock;
  private final Audit audit;
  private final Outbox outbox;

  WrongPassword(Database database, InstantSource clock, Audit audit, Outbox outbox) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.outbox = outbox;
  }

  /** One transaction, whether an account has the name or not. */
  void record(TriedLogin tried, Attempt.Allowed byName, Attempt byAccount) {
    database
        .tx(
            db -> {
              Future<?> locks = Future.succeededFuture();
              if (byName.triesLeft() == 0) {
                locks = LoginLockStore.lock(db, tried.nameHash(), byName.closedUntil(), now());
              }
              if (tried.account().isPresent()
                  && byAccount instanceof Attempt.Allowed last
                  && last.triesLeft() == 0) {
                Person person = tried.account().get().person();
                locks = locks.compose(done -> lock(db, person, last.closedUntil()));
              }
              return locks.compose(done -> event(db, tried, byName));
            })
        .await();
  }

  /** Writes down a lock of the name that only Redis knew. */
  void lockName(TriedLogin tried, Instant until) {
    database.tx(db -> LoginLockStore.lock(db, tried.nameHash(), until, now())).await();
  }

  /** Closes the account and tells its owner, once per lock. */
  Future<Void> lock(SqlConnection db, Person person, Instant until) {
    return AccountStore.lock(db, person, until)
        .compose(
            fresh ->
                fresh
                    ? outbox.enqueue(db, LockMails.locked(person, until))
                    : Future.succeededFuture());
  }

  private Future<Void> event(SqlConnection db, TriedLogin tried, Attempt.Allowed byName) {
    var person = tried.account().map(account -> account.person());
    var detail =
        new JsonObject()
            .put("portal", tried.portal().code())
            .put("locked", byName.triesLeft() == 0);
    return audit.record(
        db,
        new Actor.Stranger(),
        "login.refused",
        person.map(Person::label).orElse("nobody"),
        person.map(Person::branchId).orElse(null),
        detail);
  }

  private Instant now() {
    return clock.instant();
  }
}
