package natsuin.otp;

import java.time.Duration;
import java.time.Instant;

/** What came of asking for a code. */
public sealed interface OtpIssue {
  /** Send it; it is nowhere kept readable. Codes issued before for this purpose are void. */
  record Issued(String code, Instant expiresAt) implements OtpIssue {
    @Override
    public String toString() {
      return "Issued[expiresAt=" + expiresAt + "]";
    }
  }

  /** Too many were sent to this user or this address; the code issued before stays as it was. */
  record TooMany(Duration retryAfter) implements OtpIssue {}
}
