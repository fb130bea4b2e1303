package natsuin.dashboard;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.FailureException;
import natsuin.pg.Database;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;

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

  /** The API's {@code Dashboard}; fails as NotFound for a branch that is not theirs to watch. */
  public Future<JsonObject> snapshot(Actor.Staff staff, UUID branch) {
    if (!StaffRights.may(staff, StaffAct.WATCH, branch)) {
      return Future.failedFuture(noSuchBranch());
    }
    OffsetDateTime now = now();
    return Future.all(
            store.branch(branch), store.openOrOfToday(branch, now, dayBegan(now)), totals(branch))
        .map(
            all ->
                new JsonObject()
                    .put(
                        "branch",
                        all.<Optional<JsonObject>>resultAt(0).orElseThrow(Dashboards::noSuchBranch))
                    .put("at", now.toInstant().toString())
                    .put("totals", all.<JsonObject>resultAt(2))
                    .put("rows", new JsonArray(all.<List<JsonObject>>resultAt(1))));
  }

  private static FailureException noSuchBranch() {
    return new Failure.NotFound("not-found").exception();
  }

  /** One contract's line as it stands now; empty if it is gone. */
  public Future<Optional<JsonObject>> row(UUID contract) {
    return store.one(contract, now());
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
