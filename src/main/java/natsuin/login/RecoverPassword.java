package natsuin.login;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import natsuin.audit.Audit;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure.FieldError;
import natsuin.kernel.Portal;
import natsuin.lockout.Attempt;
import natsuin.otp.OtpVerdict;
import natsuin.outbox.Outbox;
import natsuin.passwords.LiftLock;
import natsuin.passwords.LoginName;
import natsuin.passwords.PasswordPolicy;
import natsuin.passwords.Passwords;
import natsuin.pg.Database;
import natsuin.sessions.Sessions;
import natsuin.users.Account;
import natsuin.users.AccountStore;
import natsuin.users.User;
import natsuin.users.UserStore;

/**
 * A new password in place of a forgotten one, by a code from the mailbox (LOGIN-4). It ends every
 * session, and the lock that wrong passwords brought: that one guarded the password which is gone,
 * and whoever guessed at it knows nothing of the new one.
 */
final class RecoverPassword {
  private final Database database;
  private final InstantSource clock;
  private final PasswordPolicy policy;
  private final RecoveryCodes codes;
  private final Passwords passwords;
  private final LiftLock lifting;
  private final Sessions sessions;
  private final Outbox outbox;
  private final Audit audit;

  RecoverPassword(
      Database database,
      InstantSource clock,
      PasswordPolicy policy,
      RecoveryCodes codes,
      Passwords passwords,
      Sessions sessions,
      Outbox outbox,
      Audit audit) {
    this.database = database;
    this.clock = clock;
    this.policy = policy;
    this.codes = codes;
    this.passwords = passwords;
    this.lifting = passwords.lifting(Portal.MYPAGE);
    this.sessions = sessions;
    this.outbox = outbox;
    this.audit = audit;
  }

  /** Runs on a virtual thread; does and says the same whether an account has the name or not. */
  RecoveryResult recover(String entered, String code, String next) {
    String plain = PasswordPolicy.plain(next);
    List<FieldError> faults = policy.faults(plain);
    if (!faults.isEmpty()) {
      return new RecoveryResult.NotAllowed(faults);
    }
    String name = LoginName.normalise(entered);
    return passwords.pool().holdingPlace(() -> recoverHoldingPlace(name, code, plain));
  }

  private RecoveryResult recoverHoldingPlace(String name, String code, String next) {
    var account =
        AccountStore.find(database.client(), Portal.MYPAGE, name)
            .await()
            .filter(RecoverPassword::mayRecover);
    return switch (codes.tryUnder(name)) {
      case Attempt.Locked locked -> new RecoveryResult.Locked(locked.until());
      case Attempt.Allowed byName -> {
        boolean open = codes.mayTry(name, account);
        OtpVerdict told = codes.told(name, code);
        boolean opens = codes.opens(name, open ? account : Optional.empty(), code);
        yield opens ? set(name, account.orElseThrow(), next) : refused(byName, told, account);
      }
    };
  }

  private static boolean mayRecover(Account account) {
    return account.person() instanceof User user
        && !user.mustChangePassword()
        && user.life().emailUnconfirmedSince() == null;
  }

  private RecoveryResult refused(
      Attempt.Allowed byName, OtpVerdict told, Optional<Account> account) {
    database.tx(db -> event(db, "password.recovery-refused", account)).await();
    if (byName.triesLeft() == 0) {
      return new RecoveryResult.Locked(byName.closedUntil());
    }
    return switch (told) {
      case OtpVerdict.Wrong wrong -> new RecoveryResult.Wrong(wrong.triesLeft());
      // The code of the name alone, which nobody was sent, was guessed: it opens nothing.
      case OtpVerdict.Accepted guessed -> new RecoveryResult.NoCode();
      case OtpVerdict.Expired expired -> new RecoveryResult.NoCode();
      case OtpVerdict.Voided voided -> new RecoveryResult.NoCode();
    };
  }

  private RecoveryResult set(String name, Account account, String next) {
    String hash = passwords.pool().run(() -> passwords.hash().hash(next));
    boolean done = database.tx(db -> set(db, account, hash)).await();
    if (!done) {
      return new RecoveryResult.NoCode();
    }
    codes.forget(name, account);
    return new RecoveryResult.Done();
  }

  private Future<Boolean> set(SqlConnection db, Account account, String hash) {
    var user = (User) account.person();
    return UserStore.setPassword(db, user.id(), account.passwordHash(), hash, clock.instant())
        .compose(
            set ->
                set
                    ? sessions
                        .endAll(db, user.id())
                        .compose(ended -> lifting.lift(db, user))
                        .compose(open -> outbox.enqueue(db, LoginMails.passwordChanged(user)))
                        .compose(sent -> event(db, "password.recovered", Optional.of(account)))
                        .map(true)
                    : Future.succeededFuture(false));
  }

  private Future<Void> event(SqlConnection db, String kind, Optional<Account> account) {
    return audit.record(
        db,
        new Actor.Stranger(),
        kind,
        account.map(known -> known.person().label()).orElse("nobody"),
        account.map(known -> known.person().branchId()).orElse(null),
        new JsonObject());
  }
}
