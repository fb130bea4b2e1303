package natsuin.contracts;

import natsuin.kernel.Codes;

/** For whom somebody signs. */
enum Capacity {
  /** For the organization that he belongs to. */
  ORGANIZATION("organization"),
  /** For himself, as in a representative's own guarantee. */
  PERSONAL("personal");

  private final String code;

  Capacity(String code) {
    this.code = code;
  }

  /** The name in JSON and in the database. */
  String code() {
    return code;
  }

  static Capacity of(String code) {
    return Codes.find(values(), Capacity::code, code);
  }
}
