package natsuin.otp;

/** What came of entering a code. */
public sealed interface OtpVerdict {
  /** Right, and used up with this. */
  record Accepted() implements OtpVerdict {}

  /** Wrong, or for something else; so many tries are left, at least one. */
  record Wrong(int triesLeft) implements OtpVerdict {}

  /** There is no live code: expired, used, replaced, or never issued. */
  record Expired() implements OtpVerdict {}

  /** Wrong once too often: even the right code is refused now. */
  record Voided() implements OtpVerdict {}
}
