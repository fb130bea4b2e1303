package natsuin.contracts;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.letters.Letter;

/**
 * 取下げ: the bank lets a contract fail that is not concluded yet, and says why to everybody named in
 * it (CONTRACT-6). What is being signed at that moment is given up by its jobs.
 */
final class WithdrawContract {
  private static final int MAX_REASON = 500;

  private final ContractTools tools;
  private final FindContract contracts;

  WithdrawContract(ContractTools tools, FindContract contracts) {
    this.tools = tools;
    this.contracts = contracts;
  }

  /** Withdraws, with a reason of 1 to 500 characters that may have several lines. */
  void withdraw(Actor.Staff staff, UUID id, JsonObject json) {
    var change = StaffChange.of(staff, contracts.managed(staff, id), json);
    String reason = change.fields().lines("reason", MAX_REASON);
    if (reason == null) {
      change.demandFields();
      return;
    }
    change.demandFields();
    switch (change.contract().state()) {
      case SIGNING, SIGNED -> change.demandTerms();
      case CONCLUDING, IN_FORCE -> throw StaffChange.conflict("already-concluded");
      case REFUSED, WITHDRAWN, ENDED -> throw StaffChange.conflict("contract-closed");
    }
    tools.database().tx(tx -> withdraw(tx, change, reason)).await();
    change.announce(tools.announcements());
  }

  private Future<Void> withdraw(SqlConnection tx, StaffChange change, String reason) {
    var id = change.contract().id();
    return ContractChangeStore.withdraw(tx, change.decision(tools), reason)
        .compose(done -> StaffChange.orElse(done, "contract-changed"))
        .compose(done -> ContractChangeStore.touchCancelled(tx, id))
        .compose(done -> tools.letters().send(tx, id, Letter.WITHDRAWN))
        .compose(done -> change.record(tools, tx, "contract.withdrawn", new JsonObject()));
  }
}
