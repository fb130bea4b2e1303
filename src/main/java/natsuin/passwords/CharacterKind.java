package natsuin.passwords;

/** A kind of character that a password may have to have. */
public enum CharacterKind {
  UPPER("password-upper", "[A-Z]"),
  LOWER("password-lower", "[a-z]"),
  DIGIT("password-digit", "[0-9]"),
  /** Everything else that a keyboard writes half-width, but no space. */
  SYMBOL("password-symbol", "[!-/:-@\\[-`{-~]");

  private final String fault;
  private final String pattern;

  CharacterKind(String fault, String pattern) {
    this.fault = fault;
    this.pattern = pattern;
  }

  /** The code of what is told where it is missing. */
  String fault() {
    return fault;
  }

  /** Where it is found, as both Java and browsers read it. */
  String pattern() {
    return pattern;
  }
}
