package natsuin.passwords;

import java.time.InstantSource;
import java.util.Optional;
import natsuin.lockout.Ladder;
import natsuin.lockout.Rung;
import natsuin.pg.Database;
import natsuin.users.Account;
import natsuin.users.Person;
import natsuin.vault.PasswordHash;

/**
 * Checks the present password of an account that is known already, as before it is changed. Counts
 * with the logins of the account: whoever found an open session guesses no more often than others.
 */
public final class CheckOwnPassword {
  private final Database database;
  private final InstantSource clock;
  private final Ladder ladder;
  private final LoginNames names;
  private final PasswordHash passwords;
  private final PasswordPool pool;
  private final WrongPassword wrong;

  CheckOwnPassword(
      Database database,
      InstantSource clock,
      Ladder ladder,
      LoginNames names,
      PasswordHash passwords,
      PasswordPool pool,
      WrongPassword wrong) {
    this.database = database;
    this.clock = clock;
    this.ladder = ladder;
    this.names = names;
    this.passwords = passwords;
    this.pool = pool;
    this.wrong = wrong;
  }

  /**
   * Runs on a virtual thread, within {@link PasswordPool#holdingPlace}. The wrong password that
   * closes the account is {@link Checked.Refused} like any other.
   *
   * @param account as read just now
   * @param password as {@link PasswordPolicy#plain} gives it
   */
  public Checked check(Account account, String password) {
    Person person = account.person();
    if (person.isBlocked()) {
      return new Checked.Blocked();
    }
    if (person.lockedUntil() != null && person.isLocked(clock.instant())) {
      // Redis may have lost its memory since (OPS-3).
      return new Checked.Locked(person.lockedUntil());
    }
    Rung rung = ladder.attempt(person.label(), person.locks()).await();
    return switch (rung) {
      case Rung.Blocked blocked -> {
        wrong.recordOwn(person, rung);
        yield new Checked.Blocked();
      }
      case Rung.Locked locked -> {
        wrong.recordOwn(person, rung);
        yield new Checked.Locked(locked.lock().until());
      }
      case Rung.Allowed allowed -> {
        if (pool.run(() -> passwords.verify(password, account.passwordHash()))) {
          countAnew(account);
          yield new Checked.Right(account);
        }
        wrong.recordOwn(person, rung);
        yield new Checked.Refused();
      }
    };
  }

  private void countAnew(Account account) {
    Person person = account.person();
    Optional<byte[]> name = names.only(person);
    name.ifPresent(known -> LoginLockStore.countAnew(database.client(), known).await());
    CheckPassword.countAnew(database, account).await();
    name.ifPresent(known -> ladder.succeeded(LoginNames.subject(known)).await());
    ladder.succeeded(person.label()).await();
  }
}
