package natsuin.contracts;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.BankTime;
import natsuin.letters.Letter;

/** 完済: a contract in force ends because it was repaid (CONTRACT-6); it is kept from then on. */
final class RecordRepayment {
  private final ContractTools tools;
  private final FindContract contracts;

  RecordRepayment(ContractTools tools, FindContract contracts) {
    this.tools = tools;
    this.contracts = contracts;
  }

  /** On {@code repaidOn}, from the day of the conclusion to today. */
  void repay(Actor.Staff staff, UUID id, JsonObject json) {
    var change = StaffChange.of(staff, contracts.managed(staff, id), json);
    LocalDate repaidOn = change.fields().date("repaidOn");
    if (repaidOn == null) {
      change.demandFields();
      return;
    }
    checkDay(change, repaidOn);
    change.demandFields();
    demandInForce(change.contract());
    change.demandTerms();
    tools.database().tx(tx -> repay(tx, change, repaidOn)).await();
    change.announce(tools.announcements());
  }

  private void checkDay(StaffChange change, LocalDate repaidOn) {
    var concluded = change.contract().concludedAt();
    if (repaidOn.isAfter(BankTime.today(tools.clock()))) {
      change.fields().wrong("repaidOn", "day-ahead", Map.of());
    } else if (concluded != null && repaidOn.isBefore(BankTime.dayOf(concluded))) {
      change.fields().wrong("repaidOn", "before-conclusion", Map.of());
    }
  }

  /** Neither repaid nor cancelled, and no agreement is open that would cancel it. */
  static void demandInForce(Contract contract) {
    switch (contract.state()) {
      case SIGNING, SIGNED, CONCLUDING -> throw StaffChange.conflict("not-in-force");
      case REFUSED, WITHDRAWN, ENDED -> throw StaffChange.conflict("contract-closed");
      case IN_FORCE -> {
        if (!contract.mayEnd()) {
          throw StaffChange.conflict("cancellation-open");
        }
      }
    }
  }

  private Future<Void> repay(SqlConnection tx, StaffChange change, LocalDate repaidOn) {
    var id = change.contract().id();
    return ContractChangeStore.repay(tx, change.decision(tools), repaidOn)
        .compose(done -> StaffChange.orElse(done, "contract-changed"))
        .compose(done -> tools.letters().send(tx, id, Letter.REPAID))
        .compose(
            done ->
                change.record(
                    tools,
                    tx,
                    "contract.repaid",
                    new JsonObject().put("repaidOn", repaidOn.toString())));
  }
}
