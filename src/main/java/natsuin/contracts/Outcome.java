package natsuin.contracts;

import natsuin.kernel.Codes;

/** How a contract that had been concluded ended. */
enum Outcome {
  /** 完済. */
  REPAID("repaid"),
  /** 取消合意済. */
  CANCELLED("cancelled");

  private final String code;

  Outcome(String code) {
    this.code = code;
  }

  /** The name in JSON and in the database. */
  String code() {
    return code;
  }

  static Outcome of(String code) {
    return Codes.find(values(), Outcome::code, code);
  }
}
