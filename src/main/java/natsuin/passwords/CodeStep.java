package natsuin.passwords;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import natsuin.audit.Audit;
import natsuin.kernel.Actor;
import natsuin.kernel.Ids;
import natsuin.kernel.Portal;
import natsuin.otp.Otp;
import natsuin.otp.OtpIssue;
import natsuin.otp.OtpPurpose;
import natsuin.otp.OtpVerdict;
import natsuin.outbox.Outbox;
import natsuin.pg.Database;
import natsuin.users.Account;
import natsuin.users.AccountStore;
import natsuin.users.Person;
import natsuin.vault.KeyedHash;

/**
 * The step after a password: a code from a mail, good in the browser that entered the password and
 * nowhere else, and only while password and address are what they were. What it opens is the
 * story's.
 */
public final class CodeStep {
  private final Database database;
  private final InstantSource clock;
  private final Otp otp;
  private final Outbox outbox;
  private final Audit audit;
  private final KeyedHash attempts;
  private final Portal portal;
  private final OtpPurpose purpose;
  private final CodeMail mail;

  /**
   * One portal's step, for one purpose.
   *
   * @param attempts under a key that is used for nothing else
   */
  CodeStep(
      Database database,
      InstantSource clock,
      Otp otp,
      Outbox outbox,
      Audit audit,
      KeyedHash attempts,
      Portal portal,
      OtpPurpose purpose,
      CodeMail mail) {
    this.database = database;
    this.clock = clock;
    this.otp = otp;
    this.outbox = outbox;
    this.audit = audit;
    this.attempts = attempts;
    this.portal = portal;
    this.purpose = purpose;
    this.mail = mail;
  }

  /** Sends a code to whoever entered the right password. Runs on a virtual thread. */
  public CodeSending send(Account account) {
    Person person = account.person();
    UUID id = Ids.next(clock);
    var issue = otp.issue(person.id(), person.email(), purpose, bound(id, account)).await();
    return switch (issue) {
      case OtpIssue.TooMany many -> new CodeSending.TooMany(many.retryAfter());
      case OtpIssue.Issued issued -> {
        database.tx(db -> mail(db, person, issued)).await();
        // The attempt keeps milliseconds.
        Instant expiresAt = issued.expiresAt().truncatedTo(ChronoUnit.MILLIS);
        var attempt = new CodeAttempt(id, person.id(), expiresAt);
        yield new CodeSending.Sent(attempt.sign(attempts), person.email(), expiresAt);
      }
    };
  }

  private Future<Void> mail(SqlConnection db, Person person, OtpIssue.Issued issued) {
    return outbox
        .enqueue(db, mail.to(person, issued))
        .compose(
            done ->
                audit.record(
                    db,
                    new Actor.Stranger(),
                    "login.code-sent",
                    person.label(),
                    person.branchId(),
                    new JsonObject().put("portal", portal.code())));
  }

  /**
   * Checks the code. Runs on a virtual thread. Between this and what the code opens the account may
   * change: whoever opens asks {@link AccountStore#holds} in the same transaction.
   *
   * @param signed what the browser carried from the step before
   */
  public CodeChecked check(Optional<String> signed, String entered) {
    Instant now = clock.instant();
    return signed
        .flatMap(text -> CodeAttempt.read(text, attempts, now))
        .map(attempt -> check(attempt, entered, now))
        .orElseGet(CodeChecked.NoAttempt::new);
  }

  private CodeChecked check(CodeAttempt attempt, String entered, Instant now) {
    return AccountStore.find(database.client(), portal, attempt.person())
        .await()
        .filter(account -> !account.person().isClosed(now))
        .map(account -> check(attempt, account, entered))
        .orElseGet(CodeChecked.NoAttempt::new);
  }

  private CodeChecked check(CodeAttempt attempt, Account account, String entered) {
    Person person = account.person();
    var verdict =
        otp.verify(person.id(), person.email(), purpose, bound(attempt.id(), account), entered)
            .await();
    return switch (verdict) {
      case OtpVerdict.Accepted accepted -> new CodeChecked.Right(account);
      case OtpVerdict.Wrong wrong -> new CodeChecked.Wrong(wrong.triesLeft());
      case OtpVerdict.Voided voided -> new CodeChecked.TooOftenWrong();
      case OtpVerdict.Expired expired -> new CodeChecked.NoAttempt();
    };
  }

  /** What the code approves: this attempt, by this password, of whoever reads this address. */
  private static byte[] bound(UUID attempt, Account account) {
    return (attempt + "\n" + account.passwordHash() + "\n" + account.person().email())
        .getBytes(StandardCharsets.UTF_8);
  }
}
