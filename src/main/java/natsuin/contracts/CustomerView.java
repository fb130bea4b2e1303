package natsuin.contracts;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import natsuin.kernel.Actor;
import natsuin.kernel.BankTime;
import natsuin.kernel.KeepingRule;
import natsuin.kernel.MailAddresses;
import org.jspecify.annotations.Nullable;

/** A contract as one user of a customer sees it: {@code ContractView} of openapi.yaml. */
final class CustomerView {
  private final Contract contract;
  private final Actor.User user;
  private final Instant now;
  private final KeepingRule keeping;

  private CustomerView(Contract contract, Actor.User user, ContractTools tools) {
    this.contract = contract;
    this.user = user;
    this.now = tools.clock().instant();
    this.keeping = tools.keeping();
  }

  static JsonObject of(Contract contract, Actor.User user, ContractTools tools) {
    return new CustomerView(contract, user, tools).json();
  }

  private JsonObject json() {
    var me = contract.signer(user.id());
    var documents = new JsonArray();
    contract.documents().forEach(document -> documents.add(document(document, me)));
    var signers = new JsonArray();
    contract
        .signers()
        .forEach(
            signer ->
                signers.add(ViewParts.signer(signer).put("me", signer.user().equals(user.id()))));
    return ViewParts.head(contract)
        .put("keptUntil", ViewParts.text(contract.keptUntil(keeping)))
        .put("endReason", contract.course().endReason())
        .put("late", contract.isLate(BankTime.dayOf(now)))
        .put(
            "officer",
            new JsonObject()
                .put("branch", contract.branch().name())
                .put("name", contract.officer().name()))
        .put("documents", documents)
        .put("signers", signers)
        .put("me", me.map(this::named).orElseGet(this::unnamed));
  }

  private static JsonObject document(Contract.Document document, Optional<Contract.Signer> me) {
    var openedAt = me.map(signer -> signer.opened().get(document.id())).orElse(null);
    return ViewParts.document(document).put("openedAt", ViewParts.text(openedAt));
  }

  private JsonObject named(Contract.Signer me) {
    var step = Step.of(contract, me, now);
    return new JsonObject()
        .put("seat", me.id().toString())
        .put("seats", seats())
        .put("standing", me.standing().code())
        .put("capacity", me.capacity().code())
        .put("state", me.state().code())
        .put("step", step.code())
        .put(
            "acknowledged",
            new JsonObject()
                .put("explanation", me.acknowledgedExplanation())
                .put("documents", me.acknowledgedDocuments()))
        .put("credentialId", me.credentialId())
        .put("request", request(me, step))
        .put("progress", ViewParts.progress(me.job()))
        .put("trouble", ViewParts.trouble(me.job()))
        .put("signedAt", ViewParts.text(me.signedAt()))
        .put("refusalComment", me.comment());
  }

  /** All places of this user, in the order in which he signs: separate acts of will. */
  private JsonArray seats() {
    var seats = new JsonArray();
    for (var seat : contract.seats(user.id())) {
      seats.add(
          new JsonObject()
              .put("id", seat.id().toString())
              .put("standing", seat.standing().code())
              .put("capacity", seat.capacity().code())
              .put("state", seat.state().code())
              .put("turn", seat.turn())
              .put("signedAt", ViewParts.text(seat.signedAt())));
    }
    return seats;
  }

  /** Whether this browser holds the other half is not known here: its cookie has another path. */
  private static @Nullable JsonObject request(Contract.Signer me, Step step) {
    var request = me.request();
    boolean live = step == Step.CODE || step == Step.SIGN;
    return request == null || !live
        ? null
        : new JsonObject()
            .put("id", request.id().toString())
            .put("state", request.state())
            .put("sentTo", MailAddresses.masked(me.email()))
            .put("expiresAt", request.expiresAt().toString());
  }

  /** A colleague of a signer: sees in which standing his organization is in it. */
  private JsonObject unnamed() {
    var standing =
        contract.signers().stream()
            .filter(signer -> signer.organization().equals(user.organization()))
            .min(Comparator.comparingInt(Contract.Signer::turn))
            .map(Contract.Signer::standing)
            .orElse(Standing.BORROWER);
    return new JsonObject()
        .putNull("seat")
        .put("seats", new JsonArray())
        .put("standing", standing.code())
        .put("capacity", Capacity.ORGANIZATION.code())
        .put("state", "none")
        .put("step", Step.NONE.code())
        .put("acknowledged", new JsonObject().put("explanation", false).put("documents", false))
        .putNull("credentialId")
        .putNull("request")
        .put("progress", new JsonArray())
        .putNull("trouble")
        .putNull("signedAt")
        .putNull("refusalComment");
  }
}
