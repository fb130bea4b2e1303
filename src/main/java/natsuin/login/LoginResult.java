package natsuin.login;

import java.time.Instant;
import natsuin.passwords.CodeSending;
import natsuin.sessions.Sessions;
import natsuin.users.Person;

/** What came of a customer's login. */
sealed interface LoginResult {
  /** In; the browser gets the session's token. */
  record LoggedIn(Person person, Sessions.Started session) implements LoginResult {}

  /** Right, but the mail address was changed: a code has to show that mails arrive (LOGIN-6). */
  record Code(CodeSending sending) implements LoginResult {}

  /** Unknown name or wrong password; nobody learns which. */
  record Refused() implements LoginResult {}

  /** The name was tried too often. */
  record Locked(Instant until) implements LoginResult {}

  /** The password was right but temporary, and its time is over (LOGIN-1). */
  record TemporaryPasswordExpired() implements LoginResult {}
}
