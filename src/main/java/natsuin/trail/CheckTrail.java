package natsuin.trail;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import natsuin.audit.Audit;
import natsuin.audit.AuditChain;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.pg.Database;

/**
 * Reads the whole chain and says whether it is as it was written, telling on the way how far it is.
 * One at a time on a node; on a virtual thread.
 */
final class CheckTrail {
  private static final Duration SHORTLY = Duration.ofSeconds(10);
  private static final int TELL_EVERY = 5_000;
  private final Database database;
  private final TrailStore store;
  private final Audit audit;
  private final Semaphore place = new Semaphore(1);

  CheckTrail(Database database, TrailStore store, Audit audit) {
    this.database = database;
    this.store = store;
    this.audit = audit;
  }

  /** Tells progress and last the verdict; that it was checked is an event of the trail itself. */
  void check(Actor.Staff staff, Optional<AuditChain.Head> remembered, Consumer<JsonObject> tell) {
    if (!place.tryAcquire()) {
      throw new Failure.Busy(SHORTLY).exception();
    }
    try {
      long all = store.newest().await();
      tell.accept(new JsonObject().put("checked", 0).put("of", all));
      AuditChain.Verdict verdict =
          AuditChain.verify(
              database.client(),
              remembered,
              checked -> {
                if (checked % TELL_EVERY == 0) {
                  tell.accept(
                      new JsonObject().put("checked", checked).put("of", Math.max(all, checked)));
                }
              });
      JsonObject result = json(verdict);
      record(staff, result);
      tell.accept(result);
    } finally {
      place.release();
    }
  }

  private static JsonObject json(AuditChain.Verdict verdict) {
    return switch (verdict) {
      case AuditChain.Verdict.Intact intact ->
          new JsonObject()
              .put("verdict", "intact")
              .put("events", intact.head().seq())
              .put("head", intact.head().toString());
      case AuditChain.Verdict.Broken broken ->
          new JsonObject()
              .put("verdict", broken.fault().name().toLowerCase(Locale.ROOT).replace('_', '-'))
              .put("from", broken.seq());
    };
  }

  private void record(Actor.Staff staff, JsonObject result) {
    database
        .tx(
            tx ->
                audit.record(
                    tx, staff, "trail.checked", staff.label(), staff.branch(), result.copy()))
        .await();
  }
}
