package natsuin.contracts;

import natsuin.kernel.Codes;

/** How far one signer is. */
enum SignerState {
  /** Others sign first. */
  WAITING("waiting"),
  /** Asked to sign. */
  INVITED("invited"),
  /** Has signed; the signature is being made. */
  SIGNING("signing"),
  /** The signature stands in every document. */
  SIGNED("signed"),
  /** Has refused. */
  REFUSED("refused");

  private final String code;

  SignerState(String code) {
    this.code = code;
  }

  /** The name in JSON and in the database. */
  String code() {
    return code;
  }

  static SignerState of(String code) {
    return Codes.find(values(), SignerState::code, code);
  }

  /** In the lists: 未署名, 署名処理中, 署名済, 否認. */
  String status() {
    return switch (this) {
      case WAITING, INVITED -> "unsigned";
      case SIGNING -> "signing";
      case SIGNED -> "signed";
      case REFUSED -> "refused";
    };
  }
}
