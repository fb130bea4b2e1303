package natsuin.login;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import natsuin.audit.Audit;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Portal;
import natsuin.otp.OtpIssue;
import natsuin.outbox.MailDraft;
import natsuin.outbox.Outbox;
import natsuin.passwords.LoginName;
import natsuin.pg.Database;
import natsuin.users.Account;
import natsuin.users.AccountStore;
import natsuin.users.Person;
import natsuin.users.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody forgot a password (LOGIN-4). The answer knows the name only; whether an account has it
 * is looked up a random while after the answer has gone, so that neither its text nor its time
 * tells, nor that of the request after it.
 */
final class SendRecoveryCode {
  private static final Logger LOG = LoggerFactory.getLogger(SendRecoveryCode.class);
  private static final int AT_ONCE = 200;

  /** What follows comes at no moment that a stranger could tell from the answer's, in ms. */
  private static final int LATEST = 500;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(3);

  private final Vertx vertx;
  private final Database database;
  private final RecoveryCodes codes;
  private final Outbox outbox;
  private final Audit audit;
  private final Semaphore places = new Semaphore(AT_ONCE);

  SendRecoveryCode(
      Vertx vertx, Database database, RecoveryCodes codes, Outbox outbox, Audit audit) {
    this.vertx = vertx;
    this.database = database;
    this.codes = codes;
    this.outbox = outbox;
    this.audit = audit;
  }

  /** The first half: counts, and says until when a code would be good. On a virtual thread. */
  OtpIssue ask(String entered) {
    if (places.availablePermits() == 0) {
      throw new Failure.Busy(RETRY_AFTER).exception();
    }
    database.ping().await(); // where PostgreSQL is away, everybody is told so
    return codes.countAsked(LoginName.normalise(entered)).await();
  }

  /** The second half, when the answer has gone; returns at once. */
  void deliver(String entered) {
    if (!places.tryAcquire()) {
      LOG.warn("Too many forgotten passwords at once: a code was not sent");
      return;
    }
    String name = LoginName.normalise(entered);
    vertx
        .timer(ThreadLocalRandom.current().nextLong(1, LATEST), TimeUnit.MILLISECONDS)
        .compose(due -> AccountStore.find(database.client(), Portal.MYPAGE, name))
        .compose(found -> found.map(this::deliver).orElseGet(this::nobody))
        .onFailure(fault -> LOG.warn("A code for a forgotten password was not sent", fault))
        .onComplete(done -> places.release());
  }

  private Future<Void> deliver(Account account) {
    return codes
        .issue(account)
        .compose(
            issue ->
                switch (issue) {
                  case OtpIssue.Issued issued -> send(account, draft(account.person(), issued));
                  case OtpIssue.TooMany many -> Future.succeededFuture();
                });
  }

  /**
   * Whoever never logged in has a temporary password, which somebody of his organization sends
   * anew; and an address that nobody has shown to read opens nothing.
   */
  private static MailDraft draft(Person person, OtpIssue.Issued issued) {
    if (person instanceof User user && user.mustChangePassword()) {
      return LoginMails.recoveryNotYet(user);
    }
    return person instanceof User user && user.life().emailUnconfirmedSince() != null
        ? LoginMails.recoveryUnconfirmed(user)
        : LoginMails.recoveryCode(person, issued);
  }

  private Future<Void> send(Account account, MailDraft draft) {
    return database.tx(
        db -> outbox.enqueue(db, draft).compose(sent -> event(db, Optional.of(account.person()))));
  }

  private Future<Void> nobody() {
    return database.tx(db -> event(db, Optional.empty()));
  }

  private Future<Void> event(SqlConnection db, Optional<Person> person) {
    return audit.record(
        db,
        new Actor.Stranger(),
        "password.forgotten",
        person.map(Person::label).orElse("nobody"),
        person.map(Person::branchId).orElse(null),
        new JsonObject());
  }
}
