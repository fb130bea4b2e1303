package natsuin.contracts;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import natsuin.kernel.Actor;
import natsuin.kernel.BankTime;

/** A contract as a member of staff sees it: {@code StaffContract} of openapi.yaml. */
final class StaffView {
  private StaffView() {}

  static JsonObject of(Contract contract, Actor.Staff staff, ContractTools tools) {
    Instant now = tools.clock().instant();
    var documents = new JsonArray();
    contract.documents().forEach(document -> documents.add(ViewParts.document(document)));
    var signers = new JsonArray();
    contract.signers().forEach(signer -> signers.add(signer(contract, signer, now)));
    var branch = contract.branch();
    return ViewParts.head(contract)
        .put("termsVersion", contract.terms())
        .put("signedAt", ViewParts.text(contract.signedAt()))
        .put("endReason", contract.course().endReason())
        .put(
            "branch",
            new JsonObject()
                .put("id", branch.id().toString())
                .put("code", branch.code())
                .put("name", branch.name())
                .put("nameLatin", branch.nameLatin()))
        .put(
            "officer",
            new JsonObject()
                .put("id", contract.officer().id().toString())
                .put("name", contract.officer().name()))
        .put("documents", documents)
        .put("signers", signers)
        .put("seal", seal(contract))
        .put("keptUntil", ViewParts.text(contract.keptUntil(tools.keeping())))
        .put("late", contract.isLate(BankTime.dayOf(now)))
        .put("may", StaffActs.of(contract, staff, BankTime.dayOf(now)).json());
  }

  private static JsonObject signer(Contract contract, Contract.Signer signer, Instant now) {
    return ViewParts.signer(signer)
        .put("id", signer.id().toString())
        .put("userId", signer.user().toString())
        .put("remindedAt", ViewParts.text(signer.remindedAt()))
        .put("reminders", signer.reminders())
        .put("opened", contract.documents().stream().filter(signer::hasOpened).count())
        .put("step", Step.of(contract, signer, now).code())
        .put("comment", signer.comment())
        .put("gone", signer.isGone())
        .put("progress", ViewParts.progress(signer.job()));
  }

  private static JsonObject seal(Contract contract) {
    String state =
        switch (contract.state()) {
          case SIGNING, SIGNED, REFUSED, WITHDRAWN -> "none";
          case CONCLUDING -> "signing";
          case IN_FORCE, ENDED -> "signed";
        };
    return new JsonObject()
        .put("state", state)
        .put("progress", ViewParts.progress(contract.seal()));
  }
}
