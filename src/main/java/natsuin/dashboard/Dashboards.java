package natsuin.dashboard;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import natsuin.pg.Database;

/** Makes a branch's dashboard and single lines of it (STAFF-3); any thread. */
public final class Dashboards {
  /** A bank's day in Japan begins at midnight there, wherever the server stands. */
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  private final DashboardStore store;
  private final InstantSource clock;

  /** Reads from this database; {@code clock} says which day is today. */
  public Dashboards(Database database, InstantSource clock) {
    this.store = new DashboardStore(database);
    this.clock = clock;
  }

  /**
   * The whole dashboard but for the branch's own data: {@code at}, {@code totals}, {@code rows}.
   */
  public Future<JsonObject> snapshot(UUID branch) {
    OffsetDateTime now = now();
    return Future.all(store.openOrOfToday(branch, now, dayBegan(now)), totals(branch))
        .map(
            both -> {
              JsonArray rows = new JsonArray();
              both.<java.util.List<io.vertx.sqlclient.Row>>resultAt(0)
                  .forEach(row -> rows.add(DashboardRow.of(row)));
              return new JsonObject()
                  .put("at", now.toInstant())
                  .put("totals", both.<JsonObject>resultAt(1))
                  .put("rows", rows);
            });
  }

  /** One contract's line as it stands now; empty if it is gone. */
  public Future<Optional<JsonObject>> row(UUID contract) {
    return store.one(contract, now()).map(row -> row.map(DashboardRow::of));
  }

  /** Today's totals. */
  public Future<JsonObject> totals(UUID branch) {
    OffsetDateTime now = now();
    return store.totals(branch, now, dayBegan(now));
  }

  private OffsetDateTime now() {
    return clock.instant().atZone(JAPAN).toOffsetDateTime();
  }

  private static OffsetDateTime dayBegan(OffsetDateTime now) {
    return now.atZoneSameInstant(JAPAN).toLocalDate().atStartOfDay(JAPAN).toOffsetDateTime();
  }
}
