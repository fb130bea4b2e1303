package natsuin.passwords;

import java.time.Instant;
import java.time.InstantSource;
import natsuin.lockout.Attempt;
import natsuin.lockout.Lockout;
import natsuin.pg.Database;
import natsuin.users.Account;
import natsuin.vault.PasswordHash;

/**
 * Checks the present password of an account that is known already, as before it is changed. Counts
 * with the logins of the account: whoever found an open session guesses no more often than others.
 */
public final class CheckOwnPassword {
  private final Database database;
  private final InstantSource clock;
  private final Lockout lockout;
  private final PasswordHash passwords;
  private final PasswordPool pool;
  private final WrongPassword wrong;

  CheckOwnPassword(
      Database database,
      InstantSource clock,
      Lockout lockout,
      PasswordHash passwords,
      PasswordPool pool,
      WrongPassword wrong) {
    this.database = database;
    this.clock = clock;
    this.lockout = lockout;
    this.passwords = passwords;
    this.pool = pool;
    this.wrong = wrong;
  }

  /**
   * Runs on a virtual thread, within {@link PasswordPool#holdingPlace}.
   *
   * @param password as {@link PasswordPolicy#plain} gives it
   */
  public Checked check(Account account, String password) {
    Instant until = account.person().lockedUntil();
    if (until != null && clock.instant().isBefore(until)) {
      // Redis may have lost its memory since (OPS-3).
      return new Checked.Locked(until);
    }
    return switch (lockout.attempt(account.person().label()).await()) {
      case Attempt.Locked locked -> new Checked.Locked(locked.until());
      case Attempt.Allowed allowed -> {
        if (pool.run(() -> passwords.verify(password, account.passwordHash()))) {
          lockout.succeeded(account.person().label()).await();
          yield new Checked.Right(account);
        }
        if (allowed.triesLeft() == 0) {
          database.tx(db -> wrong.lock(db, account.person(), allowed.closedUntil())).await();
        }
        yield new Checked.Refused();
      }
    };
  }
}
