package natsuin.keeping;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import natsuin.kernel.BankTime;
import org.jspecify.annotations.Nullable;

/**
 * Tells the signers of contracts that were once in force when those will be erased, so that they
 * can save what they need; once, however often and on however many nodes this runs. On a thread
 * that may wait.
 */
final class TellBeforeErasing {
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
        told += tools.database().tx(tx -> tell(tx, contract)).await();
        last = contract.id();
      }
    }
    return told;
  }

  private List<Kept> next(@Nullable UUID after) {
    var rule = tools.configuration().rule();
    return KeptStore.untold(tools.database().client(), rule, dayOfNotice(), after).await();
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
                    ? tools.letters().erasing(tx, contract.id(), until).map(1)
                    : Future.succeededFuture(0));
  }
}
