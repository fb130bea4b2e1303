package natsuin.users;

/** 事業主番号: nine digits and one that checks them (ISO/IEC 7812-1, the Luhn formula). */
public final class EmployerNumber {
  /** Digits altogether. */
  public static final int LENGTH = 10;

  private static final int BASE = 10;

  private EmployerNumber() {}

  /**
   * The number with its check digit.
   *
   * @param serial from 0 to 999,999,999
   */
  public static String of(long serial) {
    if (serial < 0 || serial > 999_999_999L) {
      throw new IllegalArgumentException("Not nine digits: " + serial);
    }
    String digits = "%09d".formatted(serial);
    return digits + (BASE - sum(digits + "0") % BASE) % BASE;
  }

  /** Whether somebody may have copied it from a letter without a slip. */
  public static boolean isValid(String number) {
    return number.matches("[0-9]{" + LENGTH + "}") && sum(number) % BASE == 0;
  }

  private static int sum(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit : 2 * digit;
      sum += weighted >= BASE ? weighted - BASE + 1 : weighted;
    }
    return sum;
  }
}
