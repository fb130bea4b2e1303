package natsuin.login;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.Portal;
import natsuin.users.Account;
import natsuin.users.Person;
import natsuin.users.User;

/** A customer's user logs in (LOGIN-1, LOGIN-3). */
final class LogIn {
  private final CheckPassword checkPassword;
  private final BeginSession beginSession;
  private final InstantSource clock;

  LogIn(CheckPassword checkPassword, BeginSession beginSession, InstantSource clock) {
    this.checkPassword = checkPassword;
    this.beginSession = beginSession;
    this.clock = clock;
  }

  /**
   * Runs on a virtual thread.
   *
   * @param before the session that this browser had, which ends
   */
  LoginResult logIn(String name, String password, Optional<UUID> before) {
    return switch (checkPassword.check(Portal.MYPAGE, name, password)) {
      case Checked.Refused refused -> new LoginResult.Refused();
      case Checked.Locked locked -> new LoginResult.Locked(locked.until());
      case Checked.Right right when expired(right.account().person()) ->
          new LoginResult.TemporaryPasswordExpired();
      case Checked.Right right -> begin(right.account(), before);
    };
  }

  private LoginResult begin(Account account, Optional<UUID> before) {
    return beginSession
        .begin(Portal.MYPAGE, account, before)
        .<LoginResult>map(session -> new LoginResult.LoggedIn(account.person(), session))
        .orElseGet(LoginResult.Refused::new);
  }

  private boolean expired(Person person) {
    Instant expiresAt = person instanceof User user ? user.passwordExpiresAt() : null;
    return expiresAt != null && !clock.instant().isBefore(expiresAt);
  }
}
