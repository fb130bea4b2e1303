package natsuin.vault;

/** Whether a PIN was the right one. */
public sealed interface PinCheck {
  /** It was; whoever receives the key closes it. */
  record Opened(OpeningKey key) implements PinCheck {}

  /** It was not. Counting is the caller's. */
  record Wrong() implements PinCheck {}
}
