package natsuin.contracts;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.UUID;
import natsuin.bus.Announcement.ContractTouched;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;

/**
 * 締結: an approver or head office lets the bank's seal sign what everybody has signed. Taken on
 * here, done by a signing job; the contract is in force when that ends.
 */
final class ConcludeContract {
  private final ContractTools tools;
  private final FindContract contracts;

  ConcludeContract(ContractTools tools, FindContract contracts) {
    this.tools = tools;
    this.contracts = contracts;
  }

  /** Takes it on; fails as Forbidden, or as Conflict if it is not the contract's time. */
  void conclude(Actor.Staff staff, UUID id) {
    var contract = contracts.find(staff, id);
    mayConclude(staff, contract);
    tools.database().tx(tx -> conclude(tx, staff, contract)).await();
    tools.signing().announce();
    tools.announcements().say(new ContractTouched(contract.id(), contract.branch().id()));
  }

  private static void mayConclude(Actor.Staff staff, Contract contract) {
    var branch = contract.branch().id();
    if (!StaffRights.may(staff, StaffAct.CONCLUDE, branch)) {
      throw new Failure.Forbidden("forbidden").exception();
    }
    if (!StaffRights.mayConclude(staff, branch, contract.officer().id())) {
      throw new Failure.Forbidden("four-eyes").exception();
    }
    switch (contract.state()) {
      case SIGNED -> {}
      case SIGNING -> throw new Failure.Conflict("not-everybody-signed").exception();
      case CONCLUDING, IN_FORCE -> throw new Failure.Conflict("already-concluded").exception();
      case REFUSED, WITHDRAWN, ENDED -> throw new Failure.Conflict("contract-closed").exception();
    }
  }

  private Future<Void> conclude(SqlConnection tx, Actor.Staff staff, Contract contract) {
    return ContractChangeStore.beginConclusion(tx, contract.id(), staff.id())
        .compose(
            begun ->
                begun
                    ? tools.signing().takeSeal(tx, contract.id())
                    : Future.failedFuture(new Failure.Conflict("already-concluded").exception()))
        .compose(
            taken ->
                tools
                    .audit()
                    .record(
                        tx,
                        staff,
                        "contract.conclusion-ordered",
                        "contract:" + contract.id(),
                        contract.branch().id(),
                        new JsonObject()));
  }
}
