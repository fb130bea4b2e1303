package natsuin.vault;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.stream.Stream;

/** Random secrets that people type or machines carry. Any thread. */
public final class Secrets {
  // Without letters and digits that are mistaken for each other on paper.
  private static final String UPPER = "ABCDEFGHJKLMNPQRSTUVWXYZ";
  private static final String LOWER = "abcdefghijkmnpqrstuvwxyz";
  private static final String DIGITS = "23456789";
  private static final String SIGNS = "#%+=?@";
  private static final int TEMPORARY_PASSWORD = 14;
  private static final int INITIAL_PASSWORD = 12;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /** So many decimal digits, every code equally likely. */
  public static String digits(int count) {
    StringBuilder code = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      code.append((char) ('0' + RANDOM.nextInt(10)));
    }
    return code.toString();
  }

  /** So many random bytes as unpadded base64url. */
  public static String token(int bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(bytes));
  }

  /** So many random bytes. */
  public static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /**
   * 14 letters and digits with an upper-case letter, a lower-case letter and a digit (LOGIN-2).
   * Drawn until the rule is met, so that no position is more predictable than another.
   */
  public static String temporaryPassword() {
    return drawn(TEMPORARY_PASSWORD, UPPER, LOWER, DIGITS);
  }

  /** 12 letters, digits and signs of all four kinds, for a letter on paper (EMP-2, EMP-5). */
  public static String initialPassword() {
    return drawn(INITIAL_PASSWORD, UPPER, LOWER, DIGITS, SIGNS);
  }

  private static String drawn(int length, String... kinds) {
    String alphabet = String.join("", kinds);
    while (true) {
      StringBuilder password = new StringBuilder(length);
      for (int i = 0; i < length; i++) {
        password.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
      }
      String drawn = password.toString();
      if (Stream.of(kinds).allMatch(kind -> hasOneOf(drawn, kind))) {
        return drawn;
      }
    }
  }

  private static boolean hasOneOf(String text, String alphabet) {
    return text.chars().anyMatch(c -> alphabet.indexOf(c) >= 0);
  }
}
