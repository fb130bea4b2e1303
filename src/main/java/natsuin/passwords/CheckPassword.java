package natsuin.passwords;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import natsuin.kernel.Portal;
import natsuin.lockout.Ladder;
import natsuin.lockout.Rung;
import natsuin.pg.Database;
import natsuin.users.Account;
import natsuin.users.AccountStore;
import natsuin.users.EmployerUser;
import natsuin.users.LockStore;
import natsuin.vault.PasswordHash;

/**
 * Checks a login name and a password (LOGIN-3, EMP-4). Two counters stand before the password: one
 * of the name as it was entered, known or not, which alone decides what a stranger is told; and one
 * of the account, which holds whichever of its names is used. Both count before the password is
 * looked at.
 */
public final class CheckPassword {
  private final Database database;
  private final InstantSource clock;
  private final Ladder ladder;
  private final LoginNames names;
  private final PasswordHash passwords;
  private final PasswordPool pool;
  private final WrongPassword wrong;
  private final Entrance entrance;

  CheckPassword(
      Database database,
      InstantSource clock,
      Ladder ladder,
      LoginNames names,
      PasswordHash passwords,
      PasswordPool pool,
      WrongPassword wrong,
      Entrance entrance) {
    this.database = database;
    this.clock = clock;
    this.ladder = ladder;
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
    var finding = LoginLockStore.find(db, hash);
    var found = entrance.finder().find(db, name);
    LoginLockStore.Known known = finding.await();
    var tried = new TriedLogin(entrance.portal(), hash, known, found.await());
    if (known.blocked()) {
      return new Checked.Blocked();
    }
    if (known.until() != null && known.lockedAt(now)) {
      return new Checked.Locked(known.until());
    }
    return switch (ladder.attempt(tried.nameSubject(), known.locks()).await()) {
      case Rung.Locked locked -> closed(tried, locked.lock());
      case Rung.Blocked blocked -> closed(tried, blocked.lock());
      case Rung.Allowed byName -> check(tried, byName, password, now);
    };
  }

  /** Redis knew and PostgreSQL did not: whoever closed it died before writing it down. */
  private Checked closed(TriedLogin tried, Rung.Lock lock) {
    wrong.close(tried, lock);
    return told(lock);
  }

  private Checked check(TriedLogin tried, Rung.Allowed byName, String password, Instant now) {
    Rung byAccount = ladder.attempt(tried.accountSubject(), tried.accountLocks()).await();
    Optional<Account> open =
        tried
            .account()
            .filter(account -> byAccount instanceof Rung.Allowed)
            .filter(account -> !account.person().isClosed(now));
    if (matches(open, password)) {
      boolean last = byName.isLast() || byAccount.closing().isPresent();
      succeeded(tried, open.orElseThrow(), last);
      return new Checked.Right(upToDate(open.orElseThrow(), password));
    }
    wrong.record(tried, byName, byAccount);
    return byName.isLast() ? told(byName.lock()) : new Checked.Refused();
  }

  private static Checked told(Rung.Lock lock) {
    return lock.blocks() ? new Checked.Blocked() : new Checked.Locked(lock.until());
  }

  /**
   * The count begins anew.
   *
   * @param last this was the last try: while its password was looked at, whoever tried beside it
   *     found everything closed and wrote that down
   */
  private void succeeded(TriedLogin tried, Account account, boolean last) {
    if (tried.known().locks() > 0) {
      LoginLockStore.countAnew(database.client(), tried.nameHash()).await();
    }
    countAnew(database, account).await();
    ladder.succeeded(tried.nameSubject()).await();
    ladder.succeeded(tried.accountSubject()).await();
    if (last) {
      database
          .tx(
              db ->
                  LoginLockStore.open(db, tried.nameHash())
                      .compose(done -> LockStore.unlock(db, account.person())))
          .await();
    }
  }

  /** Locks that are written down are counted anew after a right password. */
  static Future<Void> countAnew(Database database, Account account) {
    return account.person() instanceof EmployerUser user && user.locks() > 0
        ? LockStore.countAnew(database.client(), user)
        : Future.succeededFuture();
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
  record TriedLogin(
      Portal portal, byte[] nameHash, LoginLockStore.Known known, Optional<Account> account) {
    String nameSubject() {
      return LoginNames.subject(nameHash);
    }

    int accountLocks() {
      return account.map(found -> found.person().locks()).orElse(0);
    }

    /** An account that does not exist has a counter too: the same work for both. */
    String accountSubject() {
      return account
          .map(found -> found.person().label())
          .orElseGet(() -> "nobody:" + nameSubject());
    }
  }
}
