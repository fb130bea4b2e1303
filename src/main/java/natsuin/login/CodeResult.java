package natsuin.login;

import natsuin.sessions.Sessions;
import natsuin.users.Person;

/** What came of the second step of a login. */
sealed interface CodeResult {
  /** In; the browser gets the session's token. */
  record LoggedIn(Person person, Sessions.Started session) implements CodeResult {}

  /** The code was wrong; so many tries are left. */
  record Wrong(int triesLeft) implements CodeResult {}

  /** Wrong once too often: log in anew. */
  record TooOftenWrong() implements CodeResult {}

  /** There is no attempt, or its time is over: log in anew. */
  record NoAttempt() implements CodeResult {}
}
