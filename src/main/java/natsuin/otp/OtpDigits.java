package natsuin.otp;

/** Reads a code as people type it. */
final class OtpDigits {
  private OtpDigits() {}

  /** Half-width digits of whatever digits there are; spaces and hyphens of any width fall away. */
  static String normalise(String entered) {
    var digits = new StringBuilder(8);
    entered
        .codePoints()
        .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c) && !isHyphen(c))
        .forEach(
            c -> {
              int digit = Character.digit(c, 10);
              digits.appendCodePoint(digit >= 0 ? '0' + digit : c);
            });
    return digits.toString();
  }

  private static boolean isHyphen(int c) {
    return Character.getType(c) == Character.DASH_PUNCTUATION || c == '\u30fc' || c == '\u2212';
  }
}
