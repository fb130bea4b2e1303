package natsuin.passwords;

import java.text.Normalizer;
import java.util.Locale;

/** A login name as it was meant. */
public final class LoginName {
  private static final int LONGEST = 254;

  private LoginName() {}

  /** A mail address, MyPageID or staff login: width and case do not matter. */
  public static String normalise(String entered) {
    return cut(plain(entered).toLowerCase(Locale.ROOT));
  }

  /** A user ID or a number: width does not matter, case does (EMP-2). */
  public static String keepingCase(String entered) {
    return cut(plain(entered));
  }

  private static String plain(String entered) {
    return Normalizer.normalize(entered, Normalizer.Form.NFKC).strip().replace("\0", "");
  }

  private static String cut(String name) {
    return name.length() > LONGEST ? name.substring(0, LONGEST) : name;
  }
}
