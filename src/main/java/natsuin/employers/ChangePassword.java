package natsuin.employers;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;
import natsuin.kernel.Portal;
import natsuin.passwords.CheckOwnPassword;
import natsuin.passwords.Checked;
import natsuin.passwords.PasswordPolicy;
import natsuin.users.Account;
import natsuin.users.AccountStore;
import natsuin.users.EmployerUser;
import natsuin.users.EmployerUserStore;

/**
 * 「パスワード変更」: ends the user's other sessions. The file that a certificate came in keeps the password
 * of its day. On a virtual thread.
 */
final class ChangePassword {
  private static final String FORM = "employer-password";

  private final PortalTools tools;
  private final CheckOwnPassword check;
  private final EmployerMails mails;

  ChangePassword(PortalTools tools, EmployerMails mails) {
    this.tools = tools;
    this.check = tools.passwords().checkOwn(Portal.EMPLOYER);
    this.mails = mails;
  }

  /** Invalid at {@code current} and {@code new}; locked and blocked as at the login. */
  void change(Actor.Employer actor, String current, String next) {
    String plain = PasswordPolicy.plain(current);
    String fresh = PasswordPolicy.plain(next);
    var errors = new ArrayList<>(faults(plain, fresh));
    tools
        .passwords()
        .pool()
        .holdingPlace(
            () -> {
              changeHoldingPlace(actor, plain, fresh, errors);
              return true;
            });
  }

  private List<FieldError> faults(String current, String next) {
    var input = new JsonObject().put("new", next);
    var faults =
        tools.forms().form(FORM).take(input, java.time.LocalDate.EPOCH).errors().stream()
            .filter(error -> error.field().equals("new"))
            .toList();
    return faults.isEmpty() && next.equals(current)
        ? List.of(new FieldError("new", "password-same"))
        : faults;
  }

  private void changeHoldingPlace(
      Actor.Employer actor, String current, String next, List<FieldError> errors) {
    Account account =
        AccountStore.find(tools.database().client(), Portal.EMPLOYER, actor.id())
            .await()
            .orElseThrow(() -> new Failure.Unauthenticated("not-logged-in").exception());
    switch (check.check(account, current)) {
      case Checked.Locked locked ->
          throw new Failure.Locked("account-locked", locked.until()).exception();
      case Checked.Blocked blocked -> throw new Failure.Forbidden("account-blocked").exception();
      case Checked.Refused refused -> {
        errors.addFirst(new FieldError("current", "wrong"));
        throw new Failure.Invalid(List.copyOf(errors)).exception();
      }
      case Checked.Right right when account.person() instanceof EmployerUser user ->
          set(actor, account, user, next, errors);
      case Checked.Right impossible -> throw new IllegalStateException();
    }
  }

  private void set(
      Actor.Employer actor,
      Account account,
      EmployerUser user,
      String next,
      List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw new Failure.Invalid(List.copyOf(errors)).exception();
    }
    var passwords = tools.passwords();
    String hash = passwords.pool().run(() -> passwords.hash().hash(next));
    boolean done =
        tools
            .database()
            .tx(
                tx ->
                    EmployerUserStore.setPassword(
                            tx, actor.id(), account.passwordHash(), hash, tools.clock().instant())
                        .compose(
                            set ->
                                set
                                    ? told(tx, actor, user).map(true)
                                    : Future.succeededFuture(false)))
            .await();
    if (!done) {
      throw new Failure.Conflict("password-changed-elsewhere").exception();
    }
  }

  private Future<Void> told(SqlConnection tx, Actor.Employer actor, EmployerUser user) {
    return tools
        .sessions()
        .endOthers(tx, actor.id(), actor.session())
        .compose(ended -> mails.passwordChanged(tx, user))
        .compose(
            sent ->
                tools
                    .audit()
                    .record(
                        tx,
                        actor,
                        "password.changed",
                        user.label(),
                        user.branchId(),
                        new JsonObject()));
  }
}
