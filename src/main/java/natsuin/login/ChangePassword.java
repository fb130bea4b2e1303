package natsuin.login;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import natsuin.audit.Audit;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;
import natsuin.kernel.Portal;
import natsuin.outbox.Outbox;
import natsuin.passwords.CheckOwnPassword;
import natsuin.passwords.Checked;
import natsuin.passwords.PasswordPolicy;
import natsuin.passwords.Passwords;
import natsuin.pg.Database;
import natsuin.sessions.Sessions;
import natsuin.users.Account;
import natsuin.users.AccountStore;
import natsuin.users.UserStore;

/** A user sets a new password, which ends his other sessions (LOGIN-2, LOGIN-7). */
final class ChangePassword {
  private final Database database;
  private final InstantSource clock;
  private final PasswordPolicy policy;
  private final Passwords passwords;
  private final CheckOwnPassword checkOwn;
  private final Sessions sessions;
  private final Outbox outbox;
  private final Audit audit;

  ChangePassword(
      Database database,
      InstantSource clock,
      PasswordPolicy policy,
      Passwords passwords,
      Sessions sessions,
      Outbox outbox,
      Audit audit) {
    this.database = database;
    this.clock = clock;
    this.policy = policy;
    this.passwords = passwords;
    this.checkOwn = passwords.checkOwn(Portal.MYPAGE);
    this.sessions = sessions;
    this.outbox = outbox;
    this.audit = audit;
  }

  /** Runs on a virtual thread; nothing is returned where it was done. */
  Optional<Failure> change(Actor.User user, String current, String next) {
    String plain = PasswordPolicy.plain(current);
    return passwords
        .pool()
        .holdingPlace(() -> changeHoldingPlace(user, plain, PasswordPolicy.plain(next)));
  }

  private Optional<Failure> changeHoldingPlace(Actor.User user, String current, String next) {
    Account account =
        AccountStore.find(database.client(), Portal.MYPAGE, user.id())
            .await()
            .orElseThrow(() -> new Failure.Unauthenticated("not-logged-in").exception());
    var errors = new ArrayList<FieldError>(inNew(current, next));
    return switch (checkOwn.check(account, current)) {
      case Checked.Locked locked ->
          Optional.of(new Failure.Locked("account-locked", locked.until()));
      case Checked.Right right -> set(user, account, next, errors);
      case Checked.Refused refused -> wrong(errors);
      // Only the employer portal's accounts are blocked.
      case Checked.Blocked blocked -> wrong(errors);
    };
  }

  private static Optional<Failure> wrong(List<FieldError> errors) {
    errors.addFirst(new FieldError("current", "wrong"));
    return Optional.of(new Failure.Invalid(List.copyOf(errors)));
  }

  private List<FieldError> inNew(String current, String next) {
    List<FieldError> faults = policy.faults(next);
    return faults.isEmpty() && next.equals(current)
        ? List.of(new FieldError("new", "password-same"))
        : faults;
  }

  private Optional<Failure> set(
      Actor.User user, Account account, String next, List<FieldError> errors) {
    if (!errors.isEmpty()) {
      return Optional.of(new Failure.Invalid(List.copyOf(errors)));
    }
    String hash = passwords.pool().run(() -> passwords.hash().hash(next));
    boolean done =
        database
            .tx(
                db ->
                    UserStore.setPassword(
                            db, user.id(), account.passwordHash(), hash, clock.instant())
                        .compose(
                            set ->
                                set
                                    ? sessions
                                        .endOthers(db, user.id(), user.session())
                                        .compose(ended -> mail(db, account))
                                        .compose(sent -> event(db, user, account))
                                        .map(true)
                                    : Future.succeededFuture(false)))
            .await();
    return done
        ? Optional.empty()
        : Optional.of(new Failure.Conflict("password-changed-elsewhere"));
  }

  private Future<Void> mail(SqlConnection db, Account account) {
    return outbox.enqueue(db, LoginMails.passwordChanged(account.person()));
  }

  private Future<Void> event(SqlConnection db, Actor.User user, Account account) {
    return audit.record(
        db, user, "password.changed", user.label(), account.person().branchId(), new JsonObject());
  }
}
