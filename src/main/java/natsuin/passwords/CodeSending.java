package natsuin.passwords;

import java.time.Duration;
import java.time.Instant;

/** What came of sending the code of a login's second step. */
public sealed interface CodeSending {
  /** It is on its way to the address; the browser carries the attempt. */
  record Sent(String attempt, String address, Instant expiresAt) implements CodeSending {}

  /** Too many codes were sent. */
  record TooMany(Duration retryAfter) implements CodeSending {}
}
