package natsuin.contracts;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import natsuin.bus.Announcement.ContractProgressed;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.rights.CustomerAct;

/** A signer ticks that he has read and understood, or takes it back (CONTRACT-2). */
final class Acknowledge {
  /** In one seat: every time is in the trail for good, and who doubts need not tick. */
  private static final int MOST_TAKEN_BACK = 20;

  private final ContractTools tools;
  private final FindContract contracts;

  Acknowledge(ContractTools tools, FindContract contracts) {
    this.tools = tools;
    this.contracts = contracts;
  }

  /**
   * Ticks; fails as Conflict {@code not-opened-yet} while a document has not been opened.
   *
   * @param seat the place that the user means, where he has several; another is his turn by now:
   *     Conflict {@code contract-changed}
   */
  void tick(Actor.User user, UUID id, Acknowledgement what, Optional<UUID> seat) {
    var contract = contracts.find(user, id);
    var signer = mayTick(user, contract, seat);
    String unopened =
        contract.documents().stream()
            .filter(document -> what.covers(document) && !signer.hasOpened(document))
            .map(document -> "「" + document.title() + "」")
            .collect(Collectors.joining());
    if (!unopened.isEmpty()) {
      throw new Failure.Conflict("not-opened-yet", Map.of("documents", unopened)).exception();
    }
    change(
        user,
        contract,
        what,
        "contract.acknowledged",
        tx -> ReadingStore.tick(tx, signer.id(), what, tools.clock().instant()));
  }

  /**
   * Takes it back; fails as Conflict {@code taken-back-too-often} after twenty times in this seat.
   */
  void untick(Actor.User user, UUID id, Acknowledgement what, Optional<UUID> seat) {
    var contract = contracts.find(user, id);
    var signer = mayTick(user, contract, seat);
    change(
        user,
        contract,
        what,
        "contract.acknowledgement-withdrawn",
        tx -> untick(tx, signer.id(), what));
  }

  private static Future<Boolean> untick(SqlConnection tx, UUID signer, Acknowledgement what) {
    return ReadingStore.untick(tx, signer, what, MOST_TAKEN_BACK)
        .compose(
            done ->
                done
                    ? Future.succeededFuture(true)
                    : ReadingStore.isTicked(tx, signer, what)
                        .compose(still -> StaffChange.orElse(!still, "taken-back-too-often"))
                        .map(false));
  }

  private Contract.Signer mayTick(Actor.User user, Contract contract, Optional<UUID> seat) {
    var signer = contracts.signer(user, CustomerAct.ACKNOWLEDGE, contract);
    if (seat.isPresent() && !seat.get().equals(signer.id())) {
      throw new Failure.Conflict("contract-changed").exception();
    }
    if (contract.state() != ContractState.SIGNING) {
      throw new Failure.Conflict("contract-closed").exception();
    }
    return switch (signer.state()) {
      case INVITED -> signer;
      case WAITING -> throw new Failure.Conflict("not-your-turn").exception();
      case SIGNING, SIGNED, REFUSED -> throw new Failure.Conflict("already-signed").exception();
    };
  }

  private void change(
      Actor.User user,
      Contract contract,
      Acknowledgement what,
      String action,
      Function<SqlConnection, Future<Boolean>> change) {
    boolean changed =
        tools
            .database()
            .tx(
                tx ->
                    change
                        .apply(tx)
                        .compose(
                            done ->
                                done
                                    ? record(tx, user, contract, what, action).map(true)
                                    : Future.succeededFuture(false)))
            .await();
    if (changed) {
      tools.announcements().say(new ContractProgressed(contract.id(), contract.branch().id()));
    }
  }

  private Future<Void> record(
      SqlConnection tx, Actor.User user, Contract contract, Acknowledgement what, String action) {
    return ContractChangeStore.touch(tx, contract.id())
        .compose(
            done ->
                tools
                    .audit()
                    .record(
                        tx,
                        user,
                        action,
                        "contract:" + contract.id(),
                        contract.branch().id(),
                        new JsonObject().put("what", what.code())));
  }
}
