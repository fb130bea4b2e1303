package natsuin.contracts;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.BankTime;
import natsuin.letters.Letter;
import org.jspecify.annotations.Nullable;

/**
 * Staff set, move or lift the last day for signing; also after it has passed, and then signing goes
 * on (CONTRACT-6).
 */
final class MoveDeadline {
  private final ContractTools tools;
  private final FindContract contracts;

  MoveDeadline(ContractTools tools, FindContract contracts) {
    this.tools = tools;
    this.contracts = contracts;
  }

  /**
   * To {@code signBy}, today or later; none lifts it. The day that it is already: nothing happens.
   */
  void move(Actor.Staff staff, UUID id, JsonObject json) {
    var change = StaffChange.of(staff, contracts.managed(staff, id), json);
    var signBy = change.fields().optionalDate("signBy").orElse(null);
    if (signBy != null && signBy.isBefore(BankTime.today(tools.clock()))) {
      change.fields().wrong("signBy", "day-over", Map.of());
    }
    change.demandFields();
    switch (change.contract().state()) {
      case SIGNING -> change.demandTerms();
      case SIGNED, CONCLUDING, IN_FORCE -> throw StaffChange.conflict("everybody-signed");
      case REFUSED, WITHDRAWN, ENDED -> throw StaffChange.conflict("contract-closed");
    }
    if (!Objects.equals(signBy, change.contract().course().signBy())) {
      tools.database().tx(tx -> move(tx, change, signBy)).await();
      change.announce(tools.announcements());
    }
  }

  private Future<Void> move(SqlConnection tx, StaffChange change, @Nullable LocalDate signBy) {
    var id = change.contract().id();
    return ContractChangeStore.moveDeadline(tx, id, change.terms(), signBy)
        .compose(done -> StaffChange.orElse(done, "contract-changed"))
        .compose(done -> tools.letters().send(tx, id, Letter.DEADLINE))
        .compose(
            done ->
                change.record(
                    tools,
                    tx,
                    "contract.deadline-moved",
                    new JsonObject()
                        .put("from", text(change.contract().course().signBy()))
                        .put("to", text(signBy))));
  }

  /** The trail has no nothing. */
  private static String text(@Nullable LocalDate day) {
    return day == null ? "" : day.toString();
  }
}
