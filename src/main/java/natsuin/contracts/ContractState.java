package natsuin.contracts;

import natsuin.kernel.Codes;

/** How far a contract is 契約進捗. */
enum ContractState {
  /** Sent; somebody has yet to sign. */
  SIGNING("signing"),
  /** Everybody has signed; the bank has yet to conclude it. */
  SIGNED("signed"),
  /** The bank's seal is being set. */
  CONCLUDING("concluding"),
  /** Concluded. */
  IN_FORCE("in-force"),
  /** Failed: a signer refused. */
  REFUSED("refused"),
  /** Failed: the bank withdrew it. */
  WITHDRAWN("withdrawn"),
  /** Repaid or cancelled. */
  ENDED("ended");

  private final String code;

  ContractState(String code) {
    this.code = code;
  }

  /** The name in JSON and in the database. */
  String code() {
    return code;
  }

  static ContractState of(String code) {
    return Codes.find(values(), ContractState::code, code);
  }

  /** Concluded: what viewers may see. */
  boolean settled() {
    return this == IN_FORCE || this == ENDED;
  }
}
