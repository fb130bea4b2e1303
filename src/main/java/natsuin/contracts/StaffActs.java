package natsuin.contracts;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import natsuin.kernel.Actor;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;

/**
 * What a member of staff may do to a contract as it stands now: the same answer for the screen and
 * for the request (CONTRACT-6).
 *
 * @param conclude 締結
 * @param remind ask those whose turn it is once more
 * @param deadline move the last day for signing
 * @param withdraw 取下げ
 * @param repay 完済
 * @param cancel make a cancellation agreement 取消合意
 */
record StaffActs(
    boolean conclude,
    boolean remind,
    boolean deadline,
    boolean withdraw,
    boolean repay,
    boolean cancel) {

  static StaffActs of(Contract contract, Actor.Staff staff, LocalDate today) {
    var branch = contract.branch().id();
    boolean manages = StaffRights.may(staff, StaffAct.MANAGE, branch);
    boolean signing = contract.state() == ContractState.SIGNING;
    boolean open = signing || contract.state() == ContractState.SIGNED;
    boolean ends = manages && contract.mayEnd();
    return new StaffActs(
        contract.state() == ContractState.SIGNED
            && StaffRights.mayConclude(staff, branch, contract.officer().id()),
        manages
            && signing
            && !contract.isLate(today)
            && contract.signers().stream().anyMatch(Contract.Signer::isAsked),
        manages && signing,
        manages && open,
        ends,
        ends);
  }

  JsonObject json() {
    return new JsonObject()
        .put("conclude", conclude)
        .put("remind", remind)
        .put("deadline", deadline)
        .put("withdraw", withdraw)
        .put("repay", repay)
        .put("cancel", cancel);
  }
}
