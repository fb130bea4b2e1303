package natsuin.contracts;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;
import org.jspecify.annotations.Nullable;

/**
 * Where a new contract comes from: the counter of a branch, or a contract that it is to cancel.
 *
 * @param branch whose contract it will be
 * @param cancelling the request to cancel another contract; none: at the counter
 */
record Origin(UUID branch, @Nullable StaffChange cancelling) {

  /** At the counter of one's own branch; fails as Forbidden. */
  static Origin counter(Actor.Staff staff) {
    if (!StaffRights.may(staff, StaffAct.CREATE, staff.branch())) {
      throw new Failure.Forbidden("forbidden").exception();
    }
    return new Origin(staff.branch(), null);
  }

  /** Fails as Conflict where the other contract is not to be cancelled now. */
  void demandPossible() {
    if (cancelling != null) {
      cancelling.demandFields();
      RecordRepayment.demandInForce(cancelling.contract());
      cancelling.demandTerms();
    }
  }

  /**
   * Whom an agreement leaves out: every organization that signed the other contract signs this one,
   * and whoever signed for himself; by which seats besides is for staff to say.
   */
  Optional<FieldError> partyMissing(NewContract agreement, Map<UUID, SignerCandidate> candidates) {
    if (cancelling == null) {
      return Optional.empty();
    }
    var parties =
        cancelling.contract().signers().stream()
            .filter(
                party ->
                    agreement.signers().stream()
                        .noneMatch(seat -> standsFor(party, seat, candidates.get(seat.user()))))
            .map(Contract.Signer::partyName)
            .distinct()
            .collect(Collectors.joining("、"));
    return parties.isEmpty()
        ? Optional.empty()
        : Optional.of(new FieldError("signers", "party-missing", Map.of("parties", parties)));
  }

  private static boolean standsFor(
      Contract.Signer party, NewContract.Signer seat, @Nullable SignerCandidate candidate) {
    return candidate != null
        && seat.capacity() == party.capacity()
        && switch (party.capacity()) {
          case ORGANIZATION -> candidate.organizationId().equals(party.organization());
          case PERSONAL -> seat.user().equals(party.user());
        };
  }

  ContractKind kind() {
    return cancelling == null ? ContractKind.CONTRACT : ContractKind.CANCELLATION;
  }

  @Nullable UUID cancels() {
    return cancelling == null ? null : cancelling.contract().id();
  }
}
