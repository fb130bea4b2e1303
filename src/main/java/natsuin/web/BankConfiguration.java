package natsuin.web;

import natsuin.kernel.Allowed;

/** How the bank shows itself; nothing else in the product names it (UI-1). */
public record BankConfiguration(
    String name,
    String nameLatin,
    @Allowed(empty = true) String logo,
    @Allowed(empty = true) String mainColour,
    @Allowed(empty = true) String accentColour) {

  /** Colours are six hexadecimal digits, so that nothing else gets into a style. */
  public BankConfiguration {
    check("main-colour", mainColour);
    check("accent-colour", accentColour);
  }

  private static void check(String key, String colour) {
    if (!colour.isEmpty() && !colour.matches("#[0-9a-fA-F]{6}")) {
      throw new IllegalArgumentException(key + ": must be a colour such as #0017c1, or empty");
    }
  }
}
