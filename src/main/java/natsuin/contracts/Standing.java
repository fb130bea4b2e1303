package natsuin.contracts;

import natsuin.kernel.Codes;

/** Why somebody signs 署名立場: 債務者, 保証人, 担保提供者. */
enum Standing {
  BORROWER("borrower"),
  GUARANTOR("guarantor"),
  COLLATERAL_PROVIDER("collateral-provider");

  private final String code;

  Standing(String code) {
    this.code = code;
  }

  /** The name in JSON and in the database. */
  String code() {
    return code;
  }

  static Standing of(String code) {
    return Codes.find(values(), Standing::code, code);
  }
}
