package natsuin.login;

import java.time.Instant;
import java.util.List;
import natsuin.kernel.Failure.FieldError;

/** What came of a code and a new password. */
sealed interface RecoveryResult {
  /** The new password holds. */
  record Done() implements RecoveryResult {}

  /** The new password is not one that the policy allows; the code was not looked at. */
  record NotAllowed(List<FieldError> faults) implements RecoveryResult {}

  /** The code was wrong; so many tries are left. */
  record Wrong(int triesLeft) implements RecoveryResult {}

  /** Wrong once too often, expired, or never asked for: ask for another. */
  record NoCode() implements RecoveryResult {}

  /** This name was tried too often with wrong codes. */
  record Locked(Instant until) implements RecoveryResult {}
}
