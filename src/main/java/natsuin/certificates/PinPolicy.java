package natsuin.certificates;

import java.util.regex.Pattern;

/** What a PIN may be (CERT-1): 8 to 32 half-width characters, one upper-case letter among them. */
public final class PinPolicy {
  /** Letters, digits and those symbols of ASCII that are not excluded by the guide. */
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9!#$%'+.<@\\\\`~]{8,32}");

  private static final Pattern UPPER = Pattern.compile("[A-Z]");
  private static final Pattern DIGIT = Pattern.compile("[0-9]");

  private PinPolicy() {}

  /** Whether this can be somebody's PIN. */
  public static boolean accepts(String pin) {
    return ALLOWED.matcher(pin).matches() && UPPER.matcher(pin).find() && DIGIT.matcher(pin).find();
  }
}
