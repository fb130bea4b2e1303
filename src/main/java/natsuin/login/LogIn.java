package natsuin.login;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.Portal;
import natsuin.passwords.CheckPassword;
import natsuin.passwords.Checked;
import natsuin.users.Account;
import natsuin.users.Person;
import natsuin.users.User;

/** A customer's user logs in (LOGIN-1, LOGIN-3). */
final class LogIn {
  private final CheckPassword checkPassword;
  private final BeginSession beginSession;
  private final SecondStep confirmEmail;
  private final InstantSource clock;

  /**
   * A login.
   *
   * @param confirmEmail asks who has a changed mail address whether mails arrive there (LOGIN-6)
   */
  LogIn(
      CheckPassword checkPassword,
      BeginSession beginSession,
      SecondStep confirmEmail,
      InstantSource clock) {
    this.checkPassword = checkPassword;
    this.beginSession = beginSession;
    this.confirmEmail = confirmEmail;
    this.clock = clock;
  }

  /**
   * Runs on a virtual thread.
   *
   * @param before the session that this browser had, which ends
   */
  LoginResult logIn(String name, String password, Optional<UUID> before) {
    return switch (checkPassword.check(name, password)) {
      case Checked.Refused refused -> new LoginResult.Refused();
      case Checked.Locked locked -> new LoginResult.Locked(locked.until());
      // Only the employer portal's accounts are blocked; whoever is told so can have it lifted.
      case Checked.Blocked blocked -> new LoginResult.Refused();
      case Checked.Right right when expired(right.account().person()) ->
          new LoginResult.TemporaryPasswordExpired();
      case Checked.Right right when unconfirmed(right.account().person()) ->
          new LoginResult.Code(confirmEmail.send(right.account()));
      case Checked.Right right -> begin(right.account(), before);
    };
  }

  /** The code for a changed mail address; see {@link SecondStep#code}. */
  CodeResult code(Optional<String> signed, String entered, Optional<UUID> before) {
    return confirmEmail.code(signed, entered, before);
  }

  private LoginResult begin(Account account, Optional<UUID> before) {
    return beginSession
        .begin(Portal.MYPAGE, account, before)
        .<LoginResult>map(session -> new LoginResult.LoggedIn(account.person(), session))
        .orElseGet(LoginResult.Refused::new);
  }

  private static boolean unconfirmed(Person person) {
    return person instanceof User user && user.life().emailUnconfirmedSince() != null;
  }

  private boolean expired(Person person) {
    Instant expiresAt = person instanceof User user ? user.passwordExpiresAt() : null;
    return expiresAt != null && !clock.instant().isBefore(expiresAt);
  }
}
