package natsuin.contracts;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.UUID;
import natsuin.bus.Announcement.ContractTouched;
import natsuin.kernel.Actor;
import natsuin.kernel.BankTime;

/**
 * 取消合意: staff make an agreement that cancels a contract in force. It is created, signed and
 * concluded like a contract, by the same seats unless others are named; both end when it is
 * concluded (CONTRACT-6).
 */
final class CancelContract {
  private final ContractTools tools;
  private final FindContract contracts;
  private final CreateContract create;

  CancelContract(ContractTools tools, FindContract contracts, CreateContract create) {
    this.tools = tools;
    this.contracts = contracts;
    this.create = create;
  }

  /**
   * The agreement's identifier; the same request key twice makes one. One agreement at a time:
   * fails as Conflict {@code cancellation-open}.
   */
  UUID cancel(Actor.Staff staff, UUID id, JsonObject json) {
    var contract = contracts.managed(staff, id);
    var cancelling = StaffChange.of(staff, contract, json);
    var agreement =
        create.create(
            staff,
            form(contract, json, BankTime.today(tools.clock())),
            new Origin(contract.branch().id(), cancelling));
    tools.announcements().say(new ContractTouched(id, contract.branch().id()));
    return agreement;
  }

  /** What the agreement takes over from the contract, as the form of a new one. */
  private static JsonObject form(Contract contract, JsonObject json, LocalDate today) {
    var planned = contract.plannedOn().isBefore(today) ? today : contract.plannedOn();
    var form =
        new JsonObject()
            .put("summary", contract.summary())
            .put("amount", contract.amount())
            .put("appliedOn", today.toString())
            .put("plannedOn", planned.toString())
            .put("signers", seats(contract));
    for (String field :
        new String[] {"documents", "signers", "signBy", "markVisible", "requestKey"}) {
      if (json.getValue(field) != null) {
        form.put(field, json.getValue(field));
      }
    }
    return form;
  }

  private static JsonArray seats(Contract contract) {
    var seats = new JsonArray();
    for (var signer : contract.signers()) {
      seats.add(
          new JsonObject()
              .put("userId", signer.user().toString())
              .put("standing", signer.standing().code())
              .put("capacity", signer.capacity().code())
              .put("turn", signer.turn()));
    }
    return seats;
  }
}
