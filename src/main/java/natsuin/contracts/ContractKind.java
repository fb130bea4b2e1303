package natsuin.contracts;

import natsuin.kernel.Codes;

/** What an agreement is about. */
enum ContractKind {
  /** 契約. */
  CONTRACT("contract"),
  /** 取消合意: once concluded it ends itself and the contract that it cancels. */
  CANCELLATION("cancellation");

  private final String code;

  ContractKind(String code) {
    this.code = code;
  }

  /** The name in JSON and in the database. */
  String code() {
    return code;
  }

  static ContractKind of(String code) {
    return Codes.find(values(), ContractKind::code, code);
  }
}
