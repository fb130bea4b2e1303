package natsuin.login;

import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.Portal;
import natsuin.passwords.CodeChecked;
import natsuin.passwords.CodeSending;
import natsuin.passwords.CodeStep;
import natsuin.users.Account;

/** The second step of a login: a code from a mail, and with the right one the session begins. */
final class SecondStep {
  private final CodeStep codes;
  private final BeginSession beginSession;
  private final Portal portal;

  SecondStep(CodeStep codes, BeginSession beginSession, Portal portal) {
    this.codes = codes;
    this.beginSession = beginSession;
    this.portal = portal;
  }

  /** Sends a code to whoever entered the right password. Runs on a virtual thread. */
  CodeSending send(Account account) {
    return codes.send(account);
  }

  /**
   * Checks the code. Runs on a virtual thread.
   *
   * @param signed what the browser carried from the first step
   * @param before the session that this browser had, which ends
   */
  CodeResult code(Optional<String> signed, String entered, Optional<UUID> before) {
    return switch (codes.check(signed, entered)) {
      case CodeChecked.Right right ->
          beginSession
              .begin(portal, right.account(), before)
              .<CodeResult>map(
                  session -> new CodeResult.LoggedIn(right.account().person(), session))
              .orElseGet(CodeResult.NoAttempt::new);
      case CodeChecked.Wrong wrong -> new CodeResult.Wrong(wrong.triesLeft());
      case CodeChecked.TooOftenWrong tooOften -> new CodeResult.TooOftenWrong();
      case CodeChecked.NoAttempt none -> new CodeResult.NoAttempt();
    };
  }
}
