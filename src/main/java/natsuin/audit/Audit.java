package natsuin.audit;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import natsuin.kernel.Actor;
import org.jspecify.annotations.Nullable;

/** Writes the audit trail (SEC-4). */
public final class Audit {
  private final InstantSource clock;

  /** A trail that takes its times from this clock. */
  public Audit(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Appends an event in the caller's transaction: what is rolled back was never recorded. Make it
   * the last statement of the transaction, since one transaction at a time writes the trail and the
   * others wait from here until the commit.
   *
   * @param action what was done, kebab-case words joined by dots: {@code contract.concluded}
   * @param subject to what, kind and identifier: {@code contract:0198…}; never a personal name
   * @param branch whose staff may see the event; none: head office alone
   * @param detail text, whole numbers, truth, lists and objects of these; nothing personal
   */
  public Future<Void> record(
      SqlConnection transaction,
      Actor actor,
      String action,
      String subject,
      @Nullable UUID branch,
      JsonObject detail) {
    return AuditStore.lockHead(transaction)
        .compose(
            head -> {
              // The clock is read under the lock, so that times rise with the numbers.
              var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
              long seq = head.seq() + 1;
              byte[] hash =
                  AuditHash.of(
                      seq, at, actor.label(), action, subject, branch, detail, head.hash());
              return AuditStore.append(
                  transaction,
                  new AuditEvent(
                      seq, at, actor.label(), action, subject, branch, detail, head.hash(), hash));
            });
  }
}
