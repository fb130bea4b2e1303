package natsuin.contracts;

import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
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
      cancelling.demandVersion();
    }
  }

  ContractKind kind() {
    return cancelling == null ? ContractKind.CONTRACT : ContractKind.CANCELLATION;
  }

  @Nullable UUID cancels() {
    return cancelling == null ? null : cancelling.contract().id();
  }
}
