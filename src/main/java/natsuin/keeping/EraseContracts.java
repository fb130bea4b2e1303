package natsuin.keeping;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import natsuin.bus.Announcement.ContractTouched;
import natsuin.kernel.BankTime;
import natsuin.kernel.Failure;
import natsuin.kernel.FailureException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases each contract whose time is over, in one transaction of its own: all of it and its record,
 * or nothing. Any number of nodes may do so at once. On a thread that may wait.
 */
final class EraseContracts {
  private static final Logger LOG = LoggerFactory.getLogger(EraseContracts.class);

  private final KeepingTools tools;

  EraseContracts(KeepingTools tools) {
    this.tools = tools;
  }

  /** Answers how many it erased; what fails is noted and left for another time. */
  int run() {
    int erased = 0;
    UUID last = null;
    for (List<Kept> batch = next(null); !batch.isEmpty(); batch = next(last)) {
      for (Kept contract : batch) {
        erased += erase(contract);
        last = contract.id();
      }
    }
    if (erased > 0) {
      clean();
    }
    return erased;
  }

  private List<Kept> next(@Nullable UUID after) {
    var db = tools.database().client();
    var rule = tools.configuration().rule();
    return KeptStore.overdue(db, rule, today(), tools.clock().instant(), after).await();
  }

  private LocalDate today() {
    return BankTime.today(tools.clock());
  }

  private int erase(Kept contract) {
    if (!contract.overdue(tools.configuration().rule(), today())) {
      return 0;
    }
    try {
      boolean done = tools.database().tx(tx -> erase(tx, contract.id())).await();
      if (done) {
        tools.announcements().say(new ContractTouched(contract.id(), contract.branch()));
      }
      return done ? 1 : 0;
    } catch (FailureException failure) {
      note(contract, failure.failure().code(), failure);
    } catch (Exception fault) {
      note(contract, "erasing-failed", fault);
    }
    return 0;
  }

  private void note(Kept contract, String code, Exception cause) {
    LOG.warn("Contract {} is not erased: {}", contract.id(), code, cause);
    TroubleStore.note(
            tools.database().client(),
            contract.id(),
            contract.id(),
            "erase",
            code,
            tools.clock().instant())
        .await();
  }

  /** What was found is looked at again, now that nobody else can change it. */
  private Future<Boolean> erase(SqlConnection tx, UUID id) {
    return KeptStore.hold(tx, id)
        .compose(
            found ->
                found
                    .filter(held -> held.overdue(tools.configuration().rule(), today()))
                    .map(held -> eraseHeld(tx, held).map(true))
                    .orElse(Future.succeededFuture(false)));
  }

  /** Not while people are agreeing to cancel it: they would sign about nothing (CONTRACT-6). */
  private Future<Void> eraseHeld(SqlConnection tx, Kept contract) {
    return KeptStore.isBeingCancelled(tx, contract.id())
        .compose(
            open ->
                open
                    ? Future.failedFuture(new Failure.Conflict("cancellation-open").exception())
                    : erase(tx, contract));
  }

  private Future<Void> erase(SqlConnection tx, Kept contract) {
    LocalDate until = contract.until(tools.configuration().rule()).orElseThrow();
    return ErasureStore.record(tx, contract, until, tools.clock().instant())
        .compose(done -> ErasureStore.erase(tx, contract))
        .compose(
            done ->
                tools
                    .audit()
                    .record(
                        tx,
                        KeepingTools.ACTOR,
                        "contract.erased",
                        "contract:" + contract.id(),
                        contract.branch(),
                        new JsonObject()
                            .put("number", contract.number())
                            .put("keptUntil", until.toString())));
  }

  private void clean() {
    try {
      ErasureStore.clean(tools.database().client()).await();
    } catch (Exception later) {
      LOG.warn("Dead rows are left to PostgreSQL's own housekeeping: {}", later.getMessage());
    }
  }
}
