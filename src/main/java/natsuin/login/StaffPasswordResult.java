package natsuin.login;

import java.time.Instant;
import natsuin.passwords.CodeSending;

/** What came of the first step of a staff login. */
sealed interface StaffPasswordResult {
  /** Right; the second step follows. */
  record Code(CodeSending sending) implements StaffPasswordResult {}

  /** Unknown name or wrong password; nobody learns which. */
  record Refused() implements StaffPasswordResult {}

  /** The name was tried too often. */
  record Locked(Instant until) implements StaffPasswordResult {}
}
