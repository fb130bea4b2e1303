package natsuin.passwords;

import natsuin.users.Account;

/** What came of the code that followed a password. */
public sealed interface CodeChecked {
  /** Right, and used up; the account is as it was when the password was checked. */
  record Right(Account account) implements CodeChecked {}

  /** The code was wrong; so many tries are left. */
  record Wrong(int triesLeft) implements CodeChecked {}

  /** Wrong once too often: enter the password anew. */
  record TooOftenWrong() implements CodeChecked {}

  /** There is no attempt, or its time is over: enter the password anew. */
  record NoAttempt() implements CodeChecked {}
}
