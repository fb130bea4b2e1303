package natsuin.operators;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
import org.jspecify.annotations.Nullable;

/** How the whole of it stands, for operators (OPS-5); any thread. */
public final class Operations {
  /** For each error more than anybody works off by hand; each says how many there are. */
  private static final int MOST_ALIKE = 20;

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
            Future.all(queues.stream().map(Reading::of).toList())
                .compose(all -> told(db, all.list())),
            ThroughputStore.until(db, now),
            DatabaseStore.figures(db),
            database.time())
        .map(
            all ->
                new JsonObject()
                    .put("at", all.<Instant>resultAt(4).toString())
                    .put("nodes", new JsonArray(all.<List<JsonObject>>resultAt(0)))
                    .put("queues", all.<JsonArray>resultAt(1))
                    .put("throughput", all.<JsonObject>resultAt(2))
                    .put("database", all.<JsonObject>resultAt(3)));
  }

  private static Future<JsonArray> told(SqlClient db, List<Reading> queues) {
    var open =
        queues.stream()
            .flatMap(queue -> queue.items().stream())
            .filter(QueueItem::open)
            .map(QueueItem::id)
            .toList();
    return HandledStore.of(db, open)
        .map(handled -> new JsonArray(queues.stream().map(one -> one.json(handled)).toList()));
  }

  /** A queue as it stood a moment ago. */
  private record Reading(String name, QueueFigures figures, List<QueueItem> items) {
    static Future<Reading> of(WatchedQueue queue) {
      return Future.all(queue.figures(), queue.troubled(MOST_ALIKE))
          .map(both -> new Reading(queue.name(), both.resultAt(0), both.resultAt(1)));
    }

    JsonObject json(Map<UUID, JsonObject> handled) {
      return new JsonObject()
          .put("name", name)
          .put("waiting", figures.waiting())
          .put("inHand", figures.inHand())
          .put("troubled", figures.troubled())
          .put("parked", figures.parked())
          .put("failed", figures.failed())
          .put("oldestSeconds", figures.oldest().toSeconds())
          .put(
              "items",
              new JsonArray(
                  items.stream().map(each -> item(each, handled.get(each.id()))).toList()));
    }
  }

  private static JsonObject item(QueueItem item, @Nullable JsonObject handled) {
    return new JsonObject()
        .put("id", item.id().toString())
        .put("subject", item.subject())
        .put("state", item.state().code())
        .put("attempts", item.attempts())
        .put("since", item.since().toString())
        .put("nextTry", text(item.nextTry()))
        .put("error", item.error().orElse(null))
        .put("open", item.open())
        .put("alike", item.alike())
        .put("handled", handled);
  }

  private static @Nullable String text(Optional<Instant> moment) {
    return moment.map(Instant::toString).orElse(null);
  }
}
