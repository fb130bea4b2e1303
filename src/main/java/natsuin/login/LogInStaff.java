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
import natsuin.outbox.Outbox;
import natsuin.pg.Database;
import natsuin.users.Account;
import natsuin.users.AccountStore;
import natsuin.users.Person;
import natsuin.vault.KeyedHash;

/** A member of the staff logs in: password, then a code from a mail (STAFF-1). */
final class LogInStaff {
  private final CheckPassword checkPassword;
  private final BeginSession beginSession;
  private final Database database;
  private final InstantSource clock;
  private final Otp otp;
  private final Outbox outbox;
  private final Audit audit;
  private final KeyedHash attempts;

  LogInStaff(
      CheckPassword checkPassword,
      BeginSession beginSession,
      Database database,
      InstantSource clock,
      Otp otp,
      Outbox outbox,
      Audit audit,
      KeyedHash attempts) {
    this.checkPassword = checkPassword;
    this.beginSession = beginSession;
    this.database = database;
    this.clock = clock;
    this.otp = otp;
    this.outbox = outbox;
    this.audit = audit;
    this.attempts = attempts;
  }

  /** The first step, the password. Runs on a virtual thread. */
  StaffPasswordResult password(String name, String password) {
    return switch (checkPassword.check(Portal.STAFF, name, password)) {
      case Checked.Refused refused -> new StaffPasswordResult.Refused();
      case Checked.Locked locked -> new StaffPasswordResult.Locked(locked.until());
      case Checked.Right right -> sendCode(right.account().person());
    };
  }

  private StaffPasswordResult sendCode(Person person) {
    UUID id = Ids.next(clock);
    var issue = otp.issue(person.id(), person.email(), OtpPurpose.STAFF_LOGIN, bound(id)).await();
    return switch (issue) {
      case OtpIssue.TooMany many -> new StaffPasswordResult.TooManyCodes(many.retryAfter());
      case OtpIssue.Issued issued -> {
        database.tx(db -> mail(db, person, issued)).await();
        // The attempt keeps milliseconds.
        Instant expiresAt = issued.expiresAt().truncatedTo(ChronoUnit.MILLIS);
        var attempt = new StaffAttempt(id, person.id(), expiresAt);
        yield new StaffPasswordResult.CodeSent(attempt.sign(attempts), person.email(), expiresAt);
      }
    };
  }

  private Future<Void> mail(SqlConnection db, Person person, OtpIssue.Issued issued) {
    return outbox
        .enqueue(db, LoginMails.code(person, issued))
        .compose(
            done ->
                audit.record(
                    db,
                    new Actor.Stranger(),
                    "login.code-sent",
                    person.label(),
                    person.branchId(),
                    new JsonObject().put("portal", Portal.STAFF.code())));
  }

  /**
   * The second step, the code. Runs on a virtual thread.
   *
   * @param signed what the browser carried from the first step
   * @param before the session that this browser had, which ends
   */
  StaffCodeResult code(Optional<String> signed, String entered, Optional<UUID> before) {
    Instant now = clock.instant();
    return signed
        .flatMap(text -> StaffAttempt.read(text, attempts, now))
        .map(attempt -> code(attempt, entered, before, now))
        .orElseGet(StaffCodeResult.NoAttempt::new);
  }

  private StaffCodeResult code(
      StaffAttempt attempt, String entered, Optional<UUID> before, Instant now) {
    return AccountStore.find(database.client(), Portal.STAFF, attempt.staff())
        .await()
        .filter(account -> !account.person().isLocked(now))
        .map(account -> code(attempt, account, entered, before))
        .orElseGet(StaffCodeResult.NoAttempt::new);
  }

  private StaffCodeResult code(
      StaffAttempt attempt, Account account, String entered, Optional<UUID> before) {
    Person person = account.person();
    var verdict =
        otp.verify(
                person.id(), person.email(), OtpPurpose.STAFF_LOGIN, bound(attempt.id()), entered)
            .await();
    return switch (verdict) {
      case OtpVerdict.Accepted accepted ->
          beginSession
              .begin(Portal.STAFF, account, before)
              .<StaffCodeResult>map(session -> new StaffCodeResult.LoggedIn(person, session))
              .orElseGet(StaffCodeResult.NoAttempt::new);
      case OtpVerdict.Wrong wrong -> new StaffCodeResult.Wrong(wrong.triesLeft());
      case OtpVerdict.Voided voided -> new StaffCodeResult.TooOftenWrong();
      case OtpVerdict.Expired expired -> new StaffCodeResult.NoAttempt();
    };
  }

  /** The code opens this attempt alone, in the browser that began it. */
  private static byte[] bound(UUID attempt) {
    return attempt.toString().getBytes(StandardCharsets.UTF_8);
  }
}
