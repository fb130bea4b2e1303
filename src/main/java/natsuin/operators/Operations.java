package natsuin.operators;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import natsuin.audit.Audit;
import natsuin.bus.Announcements;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.pg.Database;
import natsuin.queues.QueueFigures;
import natsuin.queues.QueueItem;
import natsuin.queues.WatchedQueue;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;

/** How the whole of it stands, for operators (OPS-5); any thread. */
public final class Operations {
  /** More than anybody works off by hand; the figures count all. */
  private static final int MOST_TROUBLED = 50;

  private final Database database;
  private final List<WatchedQueue> queues;
  private final InstantSource clock;
  private final Audit audit;
  private final Announcements announcements;

  /** Over all queues of the program, in the order in which they are shown. */
  public Operations(
      Database database,
      List<WatchedQueue> queues,
      InstantSource clock,
      Audit audit,
      Announcements announcements) {
    this.database = database;
    this.queues = List.copyOf(queues);
    this.clock = clock;
    this.audit = audit;
    this.announcements = announcements;
  }

  /** {@code /api/staff/operations}. */
  public Routes routes() {
    return new OperationsRoutes(this, new HandleItem(database, audit, announcements, queues));
  }

  /** Whether this is theirs to see. */
  public static boolean mayWatch(Actor actor) {
    return actor instanceof Actor.Staff staff
        && StaffRights.may(staff, StaffAct.OBSERVE, staff.branch());
  }

  /** The API's {@code Operations}; fails as forbidden for those who may not see it. */
  public Future<JsonObject> snapshot(Actor actor) {
    if (!mayWatch(actor)) {
      return Future.failedFuture(new Failure.Forbidden("forbidden").exception());
    }
    Instant now = clock.instant();
    var db = database.client();
    return Future.all(
            NodeStore.all(db),
            Future.all(queues.stream().map(Operations::queue).toList()),
            ThroughputStore.until(db, now),
            DatabaseStore.figures(db),
            database.time())
        .map(
            all ->
                new JsonObject()
                    .put("at", all.<Instant>resultAt(4).toString())
                    .put("nodes", new JsonArray(all.<List<JsonObject>>resultAt(0)))
                    .put(
                        "queues",
                        new JsonArray(
                            all.<io.vertx.core.CompositeFuture>resultAt(1).<JsonObject>list()))
                    .put("throughput", all.<JsonObject>resultAt(2))
                    .put("database", all.<JsonObject>resultAt(3)));
  }

  private static Future<JsonObject> queue(WatchedQueue queue) {
    return Future.all(queue.figures(), queue.troubled(MOST_TROUBLED))
        .map(
            both -> {
              QueueFigures figures = both.resultAt(0);
              List<QueueItem> troubled = both.resultAt(1);
              return new JsonObject()
                  .put("name", queue.name())
                  .put("waiting", figures.waiting())
                  .put("inHand", figures.inHand())
                  .put("troubled", figures.troubled())
                  .put("parked", figures.parked())
                  .put("failed", figures.failed())
                  .put("oldestSeconds", figures.oldest().toSeconds())
                  .put("items", new JsonArray(troubled.stream().map(Operations::item).toList()));
            });
  }

  private static JsonObject item(QueueItem item) {
    return new JsonObject()
        .put("id", item.id().toString())
        .put("subject", item.subject())
        .put("state", item.state().code())
        .put("attempts", item.attempts())
        .put("since", item.since().toString())
        .put("nextTry", text(item.nextTry()))
        .put("error", item.error().orElse(null))
        .put("open", item.open());
  }

  private static @org.jspecify.annotations.Nullable String text(Optional<Instant> moment) {
    return moment.map(Instant::toString).orElse(null);
  }
}
