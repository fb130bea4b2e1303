package natsuin.login;

import java.text.Normalizer;
import java.util.Locale;

/** A mail address, MyPageID or staff login as it was meant: width and case do not matter. */
final class LoginName {
  private static final int LONGEST = 254;

  private LoginName() {}

  static String normalise(String entered) {
    String plain = Normalizer.normalize(entered, Normalizer.Form.NFKC).strip();
    String lower = plain.toLowerCase(Locale.ROOT).replace("\0", "");
    return lower.length() > LONGEST ? lower.substring(0, LONGEST) : lower;
  }
}
