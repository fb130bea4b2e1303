package natsuin.operators;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import natsuin.bus.Announcement;
import natsuin.bus.Announcements;
import natsuin.kernel.Ids;
import natsuin.pg.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says every few seconds that this node is there and how it stands. Without PostgreSQL it says
 * nothing, and says so again as soon as that is back.
 */
public final class Heartbeat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
  private static final long EVERY_MS = 5_000;

  /** Nobody waits longer for PostgreSQL to hear that a node goes. */
  private static final long GOOD_BYE_WITHIN_MS = 2_000;

  private final Vertx vertx;
  private final Database database;
  private final Announcements announcements;
  private final NodeStore.Self self;
  private final Supplier<Future<JsonObject>> figures;
  private final Runnable outlived;
  private final long timer;
  private volatile boolean busy;
  private volatile boolean closed;

  private Heartbeat(
      Vertx vertx,
      Database database,
      Announcements announcements,
      NodeStore.Self self,
      Supplier<Future<JsonObject>> figures,
      Runnable outlived) {
    this.vertx = vertx;
    this.database = database;
    this.announcements = announcements;
    this.self = self;
    this.figures = figures;
    this.outlived = outlived;
    this.timer = vertx.setPeriodic(0, EVERY_MS, tick -> beat());
  }

  /**
   * Begins.
   *
   * @param address where other nodes find this one
   * @param schema the newest migration that this program knows
   * @param outlived called where the schema has lost what this program needs
   * @param figures how this node stands: {@code ready} and whatever else the API's {@code
   *     OperationsNode} names; asked on an event loop
   */
  public static Heartbeat begin(
      Vertx vertx,
      Database database,
      Announcements announcements,
      InstantSource clock,
      String address,
      String version,
      int schema,
      Runnable outlived,
      Supplier<Future<JsonObject>> figures) {
    var self = new NodeStore.Self(Ids.next(clock), address, version, schema);
    NodeStore.forget(database.client())
        .onFailure(fault -> LOG.warn("Nodes of yesterday are still on the list", fault));
    return new Heartbeat(vertx, database, announcements, self, figures, outlived);
  }

  /** This run of the program. */
  public UUID id() {
    return self.id();
  }

  private void beat() {
    if (busy || closed) {
      return;
    }
    busy = true;
    Future.succeededFuture()
        .compose(asked -> figures.get())
        .compose(now -> NodeStore.beat(database.client(), self, now))
        .onSuccess(this::heard)
        .onFailure(fault -> LOG.debug("Not heard by PostgreSQL", fault))
        .onComplete(any -> busy = false);
  }

  /**
   * A migration waits for nodes older than it; this one was not seen for a minute, and comes back.
   */
  private void heard(int oldest) {
    if (oldest > self.schema()) {
      LOG.error("The schema needs programs that know migration {}: this one stops", oldest);
      closed = true;
      outlived.run();
    }
    announcements.say(new Announcement.OperationsTouched());
  }

  /** Says good-bye; waits. */
  @Override
  public void close() {
    closed = true;
    vertx.cancelTimer(timer);
    NodeStore.leave(database.client(), self.id())
        .timeout(GOOD_BYE_WITHIN_MS, TimeUnit.MILLISECONDS)
        .onFailure(fault -> LOG.warn("This node could not say that it stops", fault))
        .otherwiseEmpty()
        .await();
  }
}
