package natsuin.kernel;

/** A password or key text from the configuration; never shows in logs. */
public record Secret(String value) {

  /** Whether nothing is configured. */
  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public String toString() {
    return isEmpty() ? "(none)" : "(secret)";
  }
}
