package natsuin.passwords;

import java.time.Instant;
import natsuin.users.Account;

/** What came of a login name and a password. */
public sealed interface Checked {
  /** They belong together. */
  record Right(Account account) implements Checked {}

  /** Unknown name, wrong password, or an account that is locked under another name of its own. */
  record Refused() implements Checked {}

  /** This name was tried too often, whether an account has it or not. */
  record Locked(Instant until) implements Checked {}

  /** This name was locked too often, whether an account has it or not: somebody must lift that. */
  record Blocked() implements Checked {}
}
