package natsuin.contracts;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.bus.Announcement.ContractTouched;
import natsuin.kernel.Actor;
import natsuin.kernel.BankTime;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;
import natsuin.letters.Letter;

/**
 * Those whose turn it is are asked once more, by mail and notice (CONTRACT-6): nobody more often
 * than once an hour.
 */
final class RemindSigners {
  private final ContractTools tools;
  private final FindContract contracts;

  RemindSigners(ContractTools tools, FindContract contracts) {
    this.tools = tools;
    this.contracts = contracts;
  }

  /**
   * All whose turn it is, or {@code signerId} alone; fails as Conflict where nobody is reminded.
   */
  void remind(Actor.Staff staff, UUID id, JsonObject json) {
    var contract = contracts.managed(staff, id);
    var signer = signer(contract, json);
    switch (contract.state()) {
      case SIGNING -> {}
      case SIGNED, CONCLUDING, IN_FORCE -> throw StaffChange.conflict("everybody-signed");
      case REFUSED, WITHDRAWN, ENDED -> throw StaffChange.conflict("contract-closed");
    }
    if (contract.isLate(BankTime.today(tools.clock()))) {
      throw StaffChange.conflict("deadline-passed");
    }
    if (asked(contract, signer).isEmpty()) {
      throw StaffChange.conflict("nobody-to-remind");
    }
    tools
        .database()
        .tx(
            tx ->
                ReminderStore.hold(tx, id)
                    .compose(open -> StaffChange.orElse(open, "contract-changed"))
                    .compose(open -> write(tx, staff, contract.branch().id(), id, signer))
                    .compose(some -> StaffChange.orElse(some, "reminded-already")))
        .await();
    tools.announcements().say(new ContractTouched(id, contract.branch().id()));
  }

  /** Writes to whoever is due in a contract that the transaction holds; false if nobody is. */
  Future<Boolean> write(
      SqlConnection tx, Actor actor, UUID branch, UUID contract, Optional<UUID> signer) {
    return ReminderStore.remind(tx, contract, signer, tools.clock().instant())
        .compose(
            seats ->
                seats.isEmpty()
                    ? Future.succeededFuture(false)
                    : tools
                        .letters()
                        .send(tx, contract, Letter.REMINDER, seats, new JsonObject())
                        .compose(done -> record(tx, actor, branch, contract, seats))
                        .map(true));
  }

  private Future<Void> record(
      SqlConnection tx, Actor actor, UUID branch, UUID contract, List<UUID> seats) {
    var signers = new JsonArray();
    seats.forEach(seat -> signers.add(seat.toString()));
    return tools
        .audit()
        .record(
            tx,
            actor,
            "contract.reminded",
            "contract:" + contract,
            branch,
            new JsonObject().put("signers", signers));
  }

  private static List<Contract.Signer> asked(Contract contract, Optional<UUID> signer) {
    return contract.signers().stream()
        .filter(Contract.Signer::isAsked)
        .filter(one -> signer.map(one.id()::equals).orElse(true))
        .toList();
  }

  private static Optional<UUID> signer(Contract contract, JsonObject json) {
    if (json.getValue("signerId") == null) {
      return Optional.empty();
    }
    var errors = new ArrayList<FieldError>();
    var id = new FieldReader(json, errors).id("signerId");
    if (id != null && contract.signers().stream().noneMatch(one -> one.id().equals(id))) {
      errors.add(new FieldError("signerId", "signer-unknown"));
    }
    if (id == null || !errors.isEmpty()) {
      throw new Failure.Invalid(errors).exception();
    }
    return Optional.of(id);
  }
}
