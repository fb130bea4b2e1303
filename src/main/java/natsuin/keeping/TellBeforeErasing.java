package natsuin.keeping;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import natsuin.kernel.BankTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the signers of contracts that were once in force when those will be erased, so that they
 * can save what they need; once, however often and on however many nodes this runs. On a thread
 * that may wait.
 */
final class TellBeforeErasing {
  private static final Logger LOG = LoggerFactory.getLogger(TellBeforeErasing.class);

  private final KeepingTools tools;

  TellBeforeErasing(KeepingTools tools) {
    this.tools = tools;
  }

  /** Answers how many contracts it told of. */
  int run() {
    int told = 0;
    UUID last = null;
    for (List<Kept> batch = next(null); !batch.isEmpty(); batch = next(last)) {
      for (Kept contract : batch) {
        told += tell(contract);
        last = contract.id();
      }
    }
    return told;
  }

  private List<Kept> next(@Nullable UUID after) {
    var rule = tools.configuration().rule();
    Instant now = tools.clock().instant();
    return KeptStore.untold(tools.database().client(), rule, dayOfNotice(), now, after).await();
  }

  /** One that fails holds up no other. */
  private int tell(Kept contract) {
    try {
      return tools.database().tx(tx -> tell(tx, contract)).await();
    } catch (Exception fault) {
      LOG.warn("Nobody is told that contract {} will be erased", contract.id(), fault);
      TroubleStore.note(
              tools.database().client(),
              contract.id(),
              contract.id(),
              "erase",
              "telling-failed",
              tools.clock().instant())
          .await();
      return 0;
    }
  }

  private LocalDate dayOfNotice() {
    Instant then = tools.clock().instant().plus(tools.configuration().told());
    return BankTime.dayOf(then);
  }

  private Future<Integer> tell(SqlConnection tx, Kept contract) {
    LocalDate until = contract.until(tools.configuration().rule()).orElse(LocalDate.MAX);
    LocalDate today = BankTime.today(tools.clock());
    if (until.isBefore(today) || !until.isBefore(dayOfNotice())) {
      return Future.succeededFuture(0);
    }
    return KeptStore.told(tx, contract.id(), tools.clock().instant())
        .compose(
            first ->
                first
                    ? tools
                        .letters()
                        .erasing(tx, contract.id(), until)
                        .compose(done -> TroubleStore.settle(tx, contract.id()))
                        .map(1)
                    : Future.succeededFuture(0));
  }
}
