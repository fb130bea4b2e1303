package natsuin.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import natsuin.kernel.BankTime;

/**
 * Where a signer's ceremony stands; worked out from what the server knows, so that it survives a
 * reload, 'back' and another device.
 */
enum Step {
  /** Open and tick the documents. */
  READ,
  /** Enter the PIN. */
  PIN,
  /** Enter the code from the mail. */
  CODE,
  /** Press 電子署名. */
  SIGN,
  /** The signature is being made. */
  SIGNING,
  /** Signed. */
  DONE,
  /** Others sign first. */
  WAIT,
  /** Nothing to do: not a signer, or the contract has failed. */
  NONE;

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The same, but nobody begins to sign after the deadline. */
  static Step of(Contract contract, Contract.Signer signer, Instant now) {
    var step = of(contract.state(), contract.documents(), signer, now);
    return switch (step) {
      case READ, PIN, CODE, SIGN -> contract.isLate(BankTime.dayOf(now)) ? NONE : step;
      case SIGNING, DONE, WAIT, NONE -> step;
    };
  }

  static Step of(
      ContractState contract,
      List<Contract.Document> documents,
      Contract.Signer signer,
      Instant now) {
    return switch (signer.state()) {
      case SIGNED -> DONE;
      case SIGNING -> SIGNING;
      case REFUSED -> NONE;
      case WAITING -> contract == ContractState.SIGNING ? WAIT : NONE;
      case INVITED -> contract == ContractState.SIGNING ? invited(documents, signer, now) : NONE;
    };
  }

  private static Step invited(
      List<Contract.Document> documents, Contract.Signer signer, Instant now) {
    if (!signer.hasReadAll(documents)) {
      return READ;
    }
    var request = signer.request();
    if (request == null || !request.expiresAt().isAfter(now)) {
      return PIN;
    }
    return switch (request.state()) {
      case "pin-accepted" -> CODE;
      case "authorized" -> SIGN;
      default -> PIN;
    };
  }
}
