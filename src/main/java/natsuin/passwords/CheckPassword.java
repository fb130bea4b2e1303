package natsuin.passwords;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import natsuin.kernel.Portal;
import natsuin.lockout.Attempt;
import natsuin.lockout.Lockout;
import natsuin.pg.Database;
import natsuin.users.Account;
import natsuin.users.AccountStore;
import natsuin.vault.PasswordHash;

/**
 * Checks a login name and a password (LOGIN-3). Two counters stand before the password: one of the
 * name as it was entered, known or not, which alone decides what a stranger is told; and one of the
 * account, which holds whichever of its names is used. Both count before the password is looked at.
 */
public final class CheckPassword {
  private final Database database;
  private final InstantSource clock;
  private final Lockout lockout;
  private final LoginNames names;
  private final PasswordHash passwords;
  private final PasswordPool pool;
  private final WrongPassword wrong;
  private final Entrance entrance;

  CheckPassword(
      Database database,
      InstantSource clock,
      Lockout lockout,
      LoginNames names,
      PasswordHash passwords,
      PasswordPool pool,
      WrongPassword wrong,
      Entrance entrance) {
    this.database = database;
    this.clock = clock;
    this.lockout = lockout;
    this.names = names;
    this.passwords = passwords;
    this.pool = pool;
    this.wrong = wrong;
    this.entrance = entrance;
  }

  /** Runs on a virtual thread. Fails as busy where too many are logging in. */
  public Checked check(String login, String password) {
    String name = entrance.meant().apply(login);
    return pool.holdingPlace(() -> checkHoldingPlace(name, PasswordPolicy.plain(password)));
  }

  private Checked checkHoldingPlace(String name, String password) {
    byte[] hash = names.of(entrance.kind(), name);
    Instant now = clock.instant();
    var db = database.client();
    var nameLock = LoginLockStore.until(db, hash, now);
    var found = entrance.finder().find(db, name);
    if (nameLock.await().isPresent()) {
      found.await();
      return new Checked.Locked(nameLock.await().get());
    }
    var tried = new TriedLogin(entrance.portal(), hash, found.await());
    return switch (lockout.attempt(tried.nameSubject()).await()) {
      case Attempt.Locked locked -> {
        // Redis knew and PostgreSQL did not: whoever closed it died before writing it down.
        wrong.lockName(tried, locked.until());
        yield new Checked.Locked(locked.until());
      }
      case Attempt.Allowed byName -> check(tried, byName, password, now);
    };
  }

  private Checked check(TriedLogin tried, Attempt.Allowed byName, String password, Instant now) {
    Attempt byAccount = lockout.attempt(tried.accountSubject()).await();
    Optional<Account> open =
        tried
            .account()
            .filter(account -> byAccount instanceof Attempt.Allowed)
            .filter(account -> !account.person().isLocked(now));
    if (matches(open, password)) {
      lockout.succeeded(tried.nameSubject()).await();
      lockout.succeeded(tried.accountSubject()).await();
      return new Checked.Right(upToDate(open.orElseThrow(), password));
    }
    wrong.record(tried, byName, byAccount);
    return byName.triesLeft() == 0
        ? new Checked.Locked(byName.closedUntil())
        : new Checked.Refused();
  }

  /** Stored hashes are brought up to today's parameters while the password is at hand. */
  private Account upToDate(Account account, String password) {
    if (!passwords.needsRehash(account.passwordHash())) {
      return account;
    }
    String fresh = pool.run(() -> passwords.hash(password));
    return AccountStore.rehash(database.client(), account, fresh).await();
  }

  /** Takes the same time whether there is an account to compare with or not. */
  private boolean matches(Optional<Account> account, String password) {
    return pool.run(
        () ->
            account.isPresent()
                ? passwords.verify(password, account.get().passwordHash())
                : passwords.verifyNobody(password));
  }

  /** Who seems to be logging in. */
  record TriedLogin(Portal portal, byte[] nameHash, Optional<Account> account) {
    String nameSubject() {
      return LoginNames.subject(nameHash);
    }

    /** An account that does not exist has a counter too: the same work for both. */
    String accountSubject() {
      return account
          .map(known -> known.person().label())
          .orElseGet(() -> "nobody:" + nameSubject());
    }
  }
}
