package natsuin.login;

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
import natsuin.outbox.MailDraft;
import natsuin.outbox.Outbox;
import natsuin.pg.Database;
import natsuin.users.Account;
import natsuin.users.AccountStore;
import natsuin.users.Person;
import natsuin.vault.KeyedHash;

/**
 * The second step of a login: a code from a mail, good in the browser that entered the password and
 * nowhere else, and only while password and address are what they were.
 */
final class SecondStep {
  private final Database database;
  private final InstantSource clock;
  private final Otp otp;
  private final Outbox outbox;
  private final Audit audit;
  private final BeginSession beginSession;
  private final KeyedHash attempts;
  private final Portal portal;
  private final OtpPurpose purpose;

  /**
   * One portal's second step.
   *
   * @param attempts under a key that is used for nothing else
   */
  SecondStep(
      Database database,
      InstantSource clock,
      Otp otp,
      Outbox outbox,
      Audit audit,
      BeginSession beginSession,
      KeyedHash attempts,
      Portal portal,
      OtpPurpose purpose) {
    this.database = database;
    this.clock = clock;
    this.otp = otp;
    this.outbox = outbox;
    this.audit = audit;
    this.beginSession = beginSession;
    this.attempts = attempts;
    this.portal = portal;
    this.purpose = purpose;
  }

  /** Sends a code to whoever entered the right password. Runs on a virtual thread. */
  CodeSending send(Account account) {
    Person person = account.person();
    UUID id = Ids.next(clock);
    var issue = otp.issue(person.id(), person.email(), purpose, bound(id, account)).await();
    return switch (issue) {
      case OtpIssue.TooMany many -> new CodeSending.TooMany(many.retryAfter());
      case OtpIssue.Issued issued -> {
        database.tx(db -> mail(db, person, issued)).await();
        // The attempt keeps milliseconds.
        Instant expiresAt = issued.expiresAt().truncatedTo(ChronoUnit.MILLIS);
        var attempt = new LoginAttempt(id, person.id(), expiresAt);
        yield new CodeSending.Sent(attempt.sign(attempts), person.email(), expiresAt);
      }
    };
  }

  private Future<Void> mail(SqlConnection db, Person person, OtpIssue.Issued issued) {
    MailDraft draft =
        purpose == OtpPurpose.EMAIL_CONFIRMATION
            ? LoginMails.emailCode(person, issued)
            : LoginMails.code(person, issued);
    return outbox
        .enqueue(db, draft)
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
   * Checks the code. Runs on a virtual thread.
   *
   * @param signed what the browser carried from the first step
   * @param before the session that this browser had, which ends
   */
  CodeResult code(Optional<String> signed, String entered, Optional<UUID> before) {
    Instant now = clock.instant();
    return signed
        .flatMap(text -> LoginAttempt.read(text, attempts, now))
        .map(attempt -> code(attempt, entered, before, now))
        .orElseGet(CodeResult.NoAttempt::new);
  }

  private CodeResult code(
      LoginAttempt attempt, String entered, Optional<UUID> before, Instant now) {
    return AccountStore.find(database.client(), portal, attempt.person())
        .await()
        .filter(account -> !account.person().isLocked(now))
        .map(account -> code(attempt, account, entered, before))
        .orElseGet(CodeResult.NoAttempt::new);
  }

  private CodeResult code(
      LoginAttempt attempt, Account account, String entered, Optional<UUID> before) {
    Person person = account.person();
    var verdict =
        otp.verify(person.id(), person.email(), purpose, bound(attempt.id(), account), entered)
            .await();
    return switch (verdict) {
      case OtpVerdict.Accepted accepted ->
          beginSession
              .begin(portal, account, before)
              .<CodeResult>map(session -> new CodeResult.LoggedIn(person, session))
              .orElseGet(CodeResult.NoAttempt::new);
      case OtpVerdict.Wrong wrong -> new CodeResult.Wrong(wrong.triesLeft());
      case OtpVerdict.Voided voided -> new CodeResult.TooOftenWrong();
      case OtpVerdict.Expired expired -> new CodeResult.NoAttempt();
    };
  }

  /** What the code approves: this attempt, by this password, of whoever reads this address. */
  private static byte[] bound(UUID attempt, Account account) {
    return (attempt + "\n" + account.passwordHash() + "\n" + account.person().email())
        .getBytes(StandardCharsets.UTF_8);
  }
}
