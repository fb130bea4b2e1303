package natsuin.login;

/** What a password must be; the policy named {@code guide} (LOGIN-2). */
final class PasswordPolicy {
  private static final int SHORTEST = 10;
  private static final int LONGEST = 16;

  private PasswordPolicy() {}

  /**
   * 10 to 16 half-width characters (visible ASCII) with an upper-case letter, a lower-case letter
   * and a digit.
   */
  static boolean allows(String password) {
    return password.length() >= SHORTEST
        && password.length() <= LONGEST
        && password.chars().allMatch(c -> c > ' ' && c <= '~')
        && password.chars().anyMatch(c -> c >= 'A' && c <= 'Z')
        && password.chars().anyMatch(c -> c >= 'a' && c <= 'z')
        && password.chars().anyMatch(c -> c >= '0' && c <= '9');
  }
}
