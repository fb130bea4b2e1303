package natsuin.login;

import java.time.Duration;
import java.time.Instant;

/** What came of the first step of a staff login. */
sealed interface StaffPasswordResult {
  /** Right, and a code is on its way to the address; the browser carries the attempt. */
  record CodeSent(String attempt, String address, Instant expiresAt)
      implements StaffPasswordResult {}

  /** Unknown name or wrong password; nobody learns which. */
  record Refused() implements StaffPasswordResult {}

  /** The name was tried too often. */
  record Locked(Instant until) implements StaffPasswordResult {}

  /** Right, but too many codes were sent. */
  record TooManyCodes(Duration retryAfter) implements StaffPasswordResult {}
}
