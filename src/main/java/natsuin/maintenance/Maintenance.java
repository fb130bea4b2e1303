package natsuin.maintenance;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import natsuin.bus.ChannelName;
import natsuin.pg.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When customers cannot use the service. Every node keeps the extra windows in memory, reads them
 * anew when one changes anywhere, and every so often besides; PostgreSQL being away changes
 * nothing.
 */
public final class Maintenance implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);
  private static final long READ_EVERY_MS = 30_000;
  private static final Duration KNOWN_FOR = Duration.ofDays(1);

  private final Vertx vertx;
  private final Database database;
  private final InstantSource clock;
  private final MonthlyWindow monthly;
  private final Duration announced;
  private final MessageConsumer<Object> changes;
  private final long timer;
  private volatile List<Window> extra = List.of();

  private Maintenance(
      Vertx vertx, Database database, InstantSource clock, MaintenanceConfiguration rule) {
    this.vertx = vertx;
    this.database = database;
    this.clock = clock;
    this.monthly = new MonthlyWindow(rule);
    this.announced = rule.announced();
    this.changes =
        vertx.eventBus().consumer(ChannelName.MAINTENANCE.address(), message -> readSoon());
    this.timer = vertx.setPeriodic(READ_EVERY_MS, tick -> readSoon());
  }

  /** Begins to know; fails where the windows cannot be read at first. */
  public static Maintenance open(
      Vertx vertx, Database database, InstantSource clock, MaintenanceConfiguration rule) {
    var maintenance = new Maintenance(vertx, database, clock, rule);
    maintenance.read().await();
    return maintenance;
  }

  /** Until when customers have to wait at this moment; windows that touch are one. */
  public Optional<Instant> until() {
    Instant now = clock.instant();
    Instant end = now;
    for (Window window : all(now)) {
      if (window.contains(end)) {
        end = window.until();
      }
    }
    return end.equals(now) ? Optional.empty() : Optional.of(end);
  }

  /** The next window that has not begun, with the moment at which customers can come back. */
  public Optional<Window> next() {
    Instant now = clock.instant();
    List<Window> all = all(now);
    return all.stream()
        .filter(window -> window.from().isAfter(now))
        .findFirst()
        .map(first -> new Window(first.from(), endOf(first, all)));
  }

  private static Instant endOf(Window first, List<Window> all) {
    Instant end = first.until();
    for (Window window : all) {
      if (window.contains(end)) {
        end = window.until();
      }
    }
    return end;
  }

  /** As {@code GET /api/service} tells it. */
  public JsonObject json() {
    var json = new JsonObject().put("now", until().isPresent());
    until().ifPresent(until -> json.put("until", until.toString()));
    next()
        .ifPresent(
            next ->
                json.put(
                    "next",
                    new JsonObject()
                        .put("from", next.from().toString())
                        .put("until", next.until().toString())
                        .put("announced", isAnnounced(next))));
    return json;
  }

  private boolean isAnnounced(Window next) {
    return !clock.instant().isBefore(next.from().minus(announced));
  }

  /** Somebody changed the extra windows: every node looks. */
  void changed() {
    vertx.eventBus().publish(ChannelName.MAINTENANCE.address(), "");
    readSoon();
  }

  private void readSoon() {
    read().onFailure(fault -> LOG.debug("The windows cannot be read just now", fault));
  }

  private Future<Void> read() {
    return WindowStore.since(database.client(), clock.instant().minus(KNOWN_FOR))
        .onSuccess(found -> extra = found.stream().map(ExtraWindow::window).toList())
        .mapEmpty();
  }

  /** In the order in which they begin. */
  private List<Window> all(Instant now) {
    return Stream.concat(monthly.around(now).stream(), extra.stream())
        .sorted(Comparator.comparing(Window::from))
        .toList();
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
    changes.unregister();
  }
}
