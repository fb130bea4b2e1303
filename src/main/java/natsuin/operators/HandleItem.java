package natsuin.operators;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import natsuin.audit.Audit;
import natsuin.bus.Announcement;
import natsuin.bus.Announcements;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;
import natsuin.pg.Database;
import natsuin.queues.WatchedQueue;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;

/**
 * Head office has an item of a queue tried at once, or puts it aside; who, which and why is on
 * record. On a virtual thread.
 */
final class HandleItem {
  private static final int LONGEST_REASON = 200;

  /** What turns a line around, ends it, or cannot be kept: others read it as it is on record. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  /** What is done with it. */
  enum Act {
    /** Due at once, parked or not. */
    RETRY("queue.item-retried"),
    /** Put aside until it is retried. */
    PARK("queue.item-parked");

    private final String action;

    Act(String action) {
      this.action = action;
    }

    /** The name in JSON. */
    String code() {
      return this == RETRY ? "retry" : "park";
    }

    /** As the audit trail names it. */
    static Act of(String action) {
      return action.equals(PARK.action) ? PARK : RETRY;
    }
  }

  private final Database database;
  private final Audit audit;
  private final Announcements announcements;
  private final List<WatchedQueue> queues;

  HandleItem(
      Database database, Audit audit, Announcements announcements, List<WatchedQueue> queues) {
    this.database = database;
    this.audit = audit;
    this.announcements = announcements;
    this.queues = queues;
  }

  /** Fails as not found for a queue that there is not; conflict {@code item-settled}. */
  void handle(Actor.Staff staff, Act act, String name, UUID item, String reason) {
    if (!StaffRights.may(staff, StaffAct.OPERATE, staff.branch())) {
      throw new Failure.Forbidden("forbidden").exception();
    }
    check(reason);
    WatchedQueue queue =
        queues.stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new Failure.NotFound("not-found").exception());
    database.tx(tx -> inOne(tx, staff, act, queue, item, reason)).await();
    announcements.say(new Announcement.OperationsTouched());
  }

  private Future<Void> inOne(
      SqlConnection tx, Actor.Staff staff, Act act, WatchedQueue queue, UUID item, String reason) {
    Future<Boolean> done =
        switch (act) {
          case RETRY -> queue.retry(tx, item);
          case PARK -> queue.park(tx, item);
        };
    return done.compose(
        changed ->
            changed
                ? audit.record(
                    tx,
                    staff,
                    act.action,
                    "queue-item:" + item,
                    null,
                    new JsonObject().put("queue", queue.name()).put("reason", reason))
                : Future.failedFuture(new Failure.Conflict("item-settled").exception()));
  }

  private static void check(String reason) {
    if (reason.isEmpty()) {
      throw new Failure.Invalid(new FieldError("reason", "required")).exception();
    }
    if (reason.length() > LONGEST_REASON) {
      throw new Failure.Invalid(new FieldError("reason", "too-long", Map.of("max", LONGEST_REASON)))
          .exception();
    }
    if (UNSEEN.matcher(reason).find()) {
      throw new Failure.Invalid(new FieldError("reason", "unprintable")).exception();
    }
  }
}
