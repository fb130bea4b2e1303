package natsuin.passwords;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import natsuin.audit.Audit;
import natsuin.bus.Announcement;
import natsuin.bus.Announcements;
import natsuin.kernel.Actor;
import natsuin.lockout.Rung;
import natsuin.lockout.Rung.Lock;
import natsuin.outbox.MailDraft;
import natsuin.outbox.Outbox;
import natsuin.passwords.CheckPassword.TriedLogin;
import natsuin.pg.Database;
import natsuin.users.Account;
import natsuin.users.EmployerUser;
import natsuin.users.LockStore;
import natsuin.users.Person;

/** What a wrong password leaves behind: an event, and with the last try the locks and a mail. */
final class WrongPassword {
  private final Database database;
  private final InstantSource clock;
  private final Audit audit;
  private final Outbox outbox;
  private final LoginNames names;
  private final Announcements announcements;

  WrongPassword(
      Database database,
      InstantSource clock,
      Audit audit,
      Outbox outbox,
      LoginNames names,
      Announcements announcements) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.outbox = outbox;
    this.names = names;
    this.announcements = announcements;
  }

  /** One transaction, whether an account has the name or not. */
  void record(TriedLogin tried, Rung.Allowed byName, Rung byAccount) {
    Optional<Person> person = tried.account().map(Account::person);
    Optional<Lock> account = person.flatMap(known -> byAccount.closing());
    Optional<Lock> both = Lock.further(byName.closing(), account);
    // Counters may have parted when a right password came between; who is told of a lock that
    // somebody has to lift must find somebody who sees it.
    boolean together = person.filter(EmployerUser.class::isInstance).isPresent();
    database
        .tx(
            db ->
                closeName(db, tried.nameHash(), together ? both : byName.closing())
                    .compose(done -> close(db, person, together ? both : account))
                    .compose(done -> event(db, tried, byName)))
        .await();
  }

  /**
   * Writes down a lock that only Redis knew: a block of the name alone nobody could see and lift.
   */
  void close(TriedLogin tried, Lock lock) {
    Optional<Person> seen =
        tried.account().map(Account::person).filter(EmployerUser.class::isInstance);
    database
        .tx(
            db ->
                LoginLockStore.close(db, tried.nameHash(), lock, now())
                    .compose(done -> close(db, seen, Optional.of(lock))))
        .await();
  }

  /**
   * A wrong password of somebody who is logged in. Where the account has one login name, that one
   * closes too, so that its owner is told why; of two names, closing both would tell that they are
   * one account.
   */
  void recordOwn(Person person, Rung byAccount) {
    Optional<Lock> lock = byAccount.closing();
    database
        .tx(
            db ->
                close(db, Optional.of(person), lock)
                    .compose(
                        done ->
                            names
                                .only(person)
                                .map(name -> closeName(db, name, lock))
                                .orElseGet(Future::succeededFuture))
                    .compose(done -> event(db, person, lock)))
        .await();
  }

  /** Of whoever sits before the open session: that it is its owner is just what was not shown. */
  private Future<Void> event(SqlConnection db, Person person, Optional<Lock> lock) {
    return audit.record(
        db,
        new Actor.Stranger(),
        "password.refused",
        person.label(),
        person.branchId(),
        new JsonObject()
            .put("locked", lock.isPresent())
            .put("blocked", lock.filter(Lock::blocks).isPresent()));
  }

  private Future<Void> closeName(SqlConnection db, byte[] name, Optional<Lock> lock) {
    return lock.map(closed -> LoginLockStore.close(db, name, closed, now()))
        .orElseGet(Future::succeededFuture);
  }

  /** Closes the account and tells its owner, once per lock, also one that only Redis knew. */
  private Future<Void> close(SqlConnection db, Optional<Person> person, Optional<Lock> lock) {
    return person.isPresent() && lock.isPresent()
        ? close(db, person.get(), lock.get())
        : Future.succeededFuture();
  }

  private Future<Void> close(SqlConnection db, Person person, Lock lock) {
    return lock.blocks() && person instanceof EmployerUser user
        ? LockStore.block(db, user, lock.number(), now())
            .compose(
                fresh -> {
                  Database.afterCommit(db, () -> blocked(user));
                  return mail(db, fresh, LockMails.blocked(user));
                })
        : LockStore.lock(db, person, lock.until(), lock.number(), now())
            .compose(fresh -> mail(db, fresh, LockMails.locked(person, lock.until())));
  }

  /** Whoever is in is out, and the bank's staff see who waits for them (STAFF-2). */
  private void blocked(EmployerUser user) {
    announcements.say(new Announcement.RightsChanged());
    announcements.say(new Announcement.QueueTouched(user.branchId()));
  }

  /** Who has no address yet got a letter, and gets no mail. */
  private Future<Void> mail(SqlConnection db, boolean fresh, MailDraft draft) {
    return fresh && !draft.to().isEmpty() ? outbox.enqueue(db, draft) : Future.succeededFuture();
  }

  private Future<Void> event(SqlConnection db, TriedLogin tried, Rung.Allowed byName) {
    var person = tried.account().map(Account::person);
    var detail =
        new JsonObject()
            .put("portal", tried.portal().code())
            .put("locked", byName.isLast())
            .put("blocked", byName.isLast() && byName.lock().blocks());
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
