package natsuin.employers;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import natsuin.employers.RegistrationDraft.Entered;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;
import natsuin.kernel.Portal;
import natsuin.otp.OtpIssue;
import natsuin.otp.OtpPurpose;
import natsuin.otp.OtpVerdict;
import natsuin.passwords.CheckPassword;
import natsuin.passwords.Checked;
import natsuin.passwords.Entrance;
import natsuin.passwords.PasswordPolicy;
import natsuin.pg.Database;
import natsuin.users.EmployerUser;
import natsuin.users.EmployerUserStore;

/**
 * 「マスターユーザーの初期登録」 (EMP-5): the letter's number and password, then user ID, password, name and mail
 * address, then the code that was sent there. On a virtual thread.
 */
final class RegisterMaster {
  private static final String FORM = "employer-registration";

  private final PortalTools tools;
  private final CheckPassword check;
  private final RegistrationDrafts drafts;
  private final EmployerMails mails;

  RegisterMaster(PortalTools tools, RegistrationDrafts drafts, EmployerMails mails) {
    this.tools = tools;
    this.check = tools.passwords().check(Entrance.EMPLOYER_NUMBER);
    this.drafts = drafts;
    this.mails = mails;
  }

  /** How far a browser is. */
  record Step(String carried, RegistrationDraft draft, EmployerUser user) {}

  /**
   * 「マスターユーザー初期登録ログイン」. An unknown number, one of somebody who is registered already and a wrong
   * password get the same answer.
   */
  Step begin(Optional<String> before, String number, String password) {
    return switch (check.check(number, password)) {
      case Checked.Refused refused ->
          throw new Failure.Unauthenticated("registration-refused").exception();
      case Checked.Locked locked ->
          throw new Failure.Locked("registration-locked", locked.until()).exception();
      case Checked.Blocked blocked ->
          throw new Failure.Forbidden("registration-blocked").exception();
      case Checked.Right right when right.account().person() instanceof EmployerUser user -> {
        requireInTime(user);
        var draft =
            new RegistrationDraft(user.id(), right.account().passwordHash(), Optional.empty());
        yield new Step(drafts.keep(before, draft), draft, user);
      }
      case Checked.Right impossible -> throw new IllegalStateException();
    };
  }

  private void requireInTime(EmployerUser user) {
    Instant until = user.passwordExpiresAt();
    if (until == null || !tools.clock().instant().isBefore(until)) {
      throw new Failure.Forbidden("letter-expired").exception();
    }
  }

  /** Where this browser is; nothing where it has not begun or its time is over. */
  Optional<Step> at(Optional<String> carried) {
    return drafts
        .look(carried)
        .flatMap(draft -> user(draft).map(user -> new Step(carried.orElseThrow(), draft, user)));
  }

  private Optional<EmployerUser> user(RegistrationDraft draft) {
    return EmployerUserStore.find(tools.database().client(), draft.user())
        .await()
        .filter(user -> user.userId() == null && user.hasInitialPassword())
        .filter(user -> !user.isClosed(tools.clock().instant()));
  }

  private Step required(Optional<String> carried) {
    Step step =
        at(carried)
            .orElseThrow(() -> new Failure.Unauthenticated("registration-expired").exception());
    requireInTime(step.user());
    return step;
  }

  /** The form, confirmed: the code goes to the address in it. */
  Step enter(Optional<String> carried, JsonObject input, Locale language) {
    Step step = required(carried);
    // Each answer tells whether somebody has that user ID.
    tools.throttle().admit("employer-registration", step.user().id().toString()).await();
    JsonObject values = tools.take(FORM, input);
    String userId = values.getString("userId");
    String password = PasswordPolicy.plain(values.getString("password"));
    var errors = new ArrayList<FieldError>();
    if (PortalStore.isTaken(tools.database().client(), userId).await()) {
      errors.add(taken());
    }
    String hash = hashed(step.draft(), password, errors);
    if (!errors.isEmpty()) {
      throw new Failure.Invalid(List.copyOf(errors)).exception();
    }
    return send(
        step,
        new Entered(
            userId,
            hash,
            values.getString("name"),
            values.getString("email"),
            language,
            Instant.EPOCH));
  }

  static FieldError taken() {
    return new FieldError("userId", "user-id-taken");
  }

  private String hashed(RegistrationDraft draft, String password, List<FieldError> errors) {
    var passwords = tools.passwords();
    var pool = passwords.pool();
    return pool.holdingPlace(
        () -> {
          if (pool.run(() -> passwords.hash().verify(password, draft.initialHash()))) {
            errors.add(new FieldError("password", "password-is-initial"));
          }
          return errors.isEmpty() ? pool.run(() -> passwords.hash().hash(password)) : "";
        });
  }

  /** Another address than the one that the code does not reach, or the same once more. */
  Step sendAnew(Optional<String> carried, JsonObject input) {
    Step step = required(carried);
    Entered entered = step.draft().entered().orElseThrow(RegisterMaster::nothingEntered);
    String email = tools.take("employer-email", input).getString("email");
    return send(step, entered.to(email));
  }

  private static RuntimeException nothingEntered() {
    return new Failure.Unauthenticated("registration-expired").exception();
  }

  private Step send(Step step, Entered entered) {
    EmployerUser user = step.user();
    byte[] bound = RegistrationDraft.bound(step.draft().initialHash(), entered);
    var issue =
        tools
            .otp()
            .issue(user.id(), entered.email(), OtpPurpose.EMPLOYER_REGISTRATION, bound)
            .await();
    return switch (issue) {
      case OtpIssue.TooMany many ->
          throw new Failure.TooMany("too-many-codes", many.retryAfter()).exception();
      case OtpIssue.Issued issued -> {
        tools
            .database()
            .tx(
                tx ->
                    mails
                        .registrationCode(tx, user, entered, issued)
                        .compose(sent -> record(tx, user, "employer-user.code-sent")))
            .await();
        var draft = step.draft().with(entered.codeGoodUntil(issued.expiresAt()));
        yield new Step(drafts.keep(Optional.of(step.carried()), draft), draft, user);
      }
    };
  }

  /** The code: it is done, and the initial password is worth nothing any more. */
  void finish(Optional<String> carried, String code) {
    Step step = required(carried);
    RegistrationDraft draft = step.draft();
    Entered entered = draft.entered().orElseThrow(RegisterMaster::nothingEntered);
    var verdict =
        tools
            .otp()
            .verify(
                draft.user(),
                entered.email(),
                OtpPurpose.EMPLOYER_REGISTRATION,
                RegistrationDraft.bound(draft.initialHash(), entered),
                code)
            .await();
    switch (verdict) {
      case OtpVerdict.Accepted accepted -> register(step);
      case OtpVerdict.Wrong wrong ->
          throw new Failure.Wrong("code-wrong", wrong.triesLeft()).exception();
      case OtpVerdict.Voided voided ->
          throw new Failure.Refused("code-send-anew", List.of()).exception();
      case OtpVerdict.Expired expired ->
          throw new Failure.Refused("code-send-anew", List.of()).exception();
    }
    drafts.forget(carried);
  }

  private void register(Step step) {
    boolean done;
    try {
      done = tools.database().tx(tx -> register(tx, step)).await();
    } catch (RuntimeException fault) {
      throw Database.violates(fault, "employer_user_user_id")
          ? new Failure.Invalid(taken()).exception()
          : fault;
    }
    if (!done) {
      throw nothingEntered();
    }
  }

  private Future<Boolean> register(SqlConnection tx, Step step) {
    return PortalStore.register(tx, step.draft(), tools.clock().instant())
        .compose(
            done ->
                done
                    ? EmployerUserStore.find(tx, step.user().id())
                        .compose(user -> registered(tx, user.orElseThrow()))
                        .map(true)
                    : Future.succeededFuture(false));
  }

  /** Strangers may have closed the new name by trying it before anybody had it. */
  private Future<Void> registered(SqlConnection tx, EmployerUser user) {
    return tools
        .passwords()
        .lifting(Portal.EMPLOYER)
        .lift(tx, user)
        .compose(lifted -> tools.sessions().endAll(tx, user.id()))
        .compose(ended -> mails.registered(tx, user))
        .compose(sent -> record(tx, user, "employer-user.registered"));
  }

  private Future<Void> record(SqlConnection tx, EmployerUser user, String action) {
    return tools
        .audit()
        .record(tx, new Actor.Stranger(), action, user.label(), user.branchId(), new JsonObject());
  }

  /** 「キャンセル」: nothing of it is left. */
  void cancel(Optional<String> carried) {
    drafts.forget(carried);
  }
}
