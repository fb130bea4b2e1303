package natsuin.contracts;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import natsuin.bus.Announcement.ContractTouched;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;
import natsuin.letters.Letter;
import natsuin.letters.StaffLetter;
import natsuin.rights.CustomerAct;

/**
 * 否認: a signer lets the contract fail for everyone (CONTRACT-4). He can until he presses 電子署名;
 * which of the two came first is decided by the database. What co-signers are signing at that
 * moment is given up by their jobs.
 */
final class RefuseContract {
  private static final int MAX_COMMENT = 1000;

  private final ContractTools tools;
  private final FindContract contracts;

  RefuseContract(ContractTools tools, FindContract contracts) {
    this.tools = tools;
    this.contracts = contracts;
  }

  /** Refuses, with a comment of 1 to 1000 characters that may have several lines. */
  void refuse(Actor.User user, UUID id, JsonObject json) {
    var contract = contracts.find(user, id);
    var signer = contracts.signer(user, CustomerAct.REFUSE, contract);
    String comment = comment(json);
    mayRefuse(contract, signer);
    tools.database().tx(tx -> refuse(tx, user, contract, signer, comment)).await();
    tools.announcements().say(new ContractTouched(contract.id(), contract.branch().id()));
    var cancels = contract.course().cancels();
    if (cancels != null) {
      tools.announcements().say(new ContractTouched(cancels.id(), contract.branch().id()));
    }
  }

  private static String comment(JsonObject json) {
    List<FieldError> errors = new ArrayList<>();
    String comment = new FieldReader(json, errors).lines("comment", MAX_COMMENT);
    if (comment == null) {
      throw new Failure.Invalid(errors).exception();
    }
    return comment;
  }

  private static void mayRefuse(Contract contract, Contract.Signer signer) {
    if (contract.state() != ContractState.SIGNING) {
      throw new Failure.Conflict("contract-closed").exception();
    }
    switch (signer.state()) {
      case WAITING, INVITED -> {}
      case SIGNING -> throw new Failure.Conflict("signing-under-way").exception();
      case SIGNED, REFUSED -> throw new Failure.Conflict("already-signed").exception();
    }
  }

  /** The contract's row first, as everybody who changes signers does: nobody waits in a circle. */
  private Future<Void> refuse(
      SqlConnection tx,
      Actor.User user,
      Contract contract,
      Contract.Signer signer,
      String comment) {
    return ContractChangeStore.refuse(tx, contract.id(), tools.clock().instant())
        .compose(done -> orElse(done, "contract-changed"))
        .compose(done -> ContractChangeStore.refuseAsSigner(tx, signer.id(), comment))
        .compose(done -> orElse(done, "signing-under-way"))
        .compose(done -> ContractChangeStore.touchCancelled(tx, contract.id()))
        .compose(done -> tools.letters().send(tx, contract.id(), Letter.REFUSED))
        .compose(done -> tools.letters().send(tx, contract.id(), StaffLetter.REFUSED))
        .compose(
            done ->
                tools
                    .audit()
                    .record(
                        tx,
                        user,
                        "contract.refused",
                        "contract:" + contract.id(),
                        contract.branch().id(),
                        new JsonObject().put("signer", signer.id().toString())));
  }

  private static Future<Void> orElse(boolean done, String code) {
    return done
        ? Future.succeededFuture()
        : Future.failedFuture(new Failure.Conflict(code).exception());
  }
}
