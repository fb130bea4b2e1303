package natsuin.dashboard;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.FailureException;
import natsuin.pg.Database;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;
import org.jspecify.annotations.Nullable;

/** 「待ち」: what waits for a branch's staff, counted and listed (STAFF-2); any thread. */
public final class Queues {
  /** More rows than anybody works off before looking again; the numbers count all. */
  private static final int MOST = 50;

  private final QueueStore store;
  private final InstantSource clock;

  /** Reads from this database; {@code clock} says what is late. */
  public Queues(Database database, InstantSource clock) {
    this.store = new QueueStore(database);
    this.clock = clock;
  }

  /** Whether this branch's queues, or where none is named those of all, are theirs to watch. */
  public static boolean mayWatch(Actor actor, Optional<UUID> branch) {
    return actor instanceof Actor.Staff staff
        && branch
            .map(one -> StaffRights.may(staff, StaffAct.REVIEW, one))
            .orElseGet(() -> StaffRights.onlyBranch(staff).isEmpty());
  }

  /** The API's {@code QueueCounts}; fails as NotFound for what is not theirs to watch. */
  public Future<JsonObject> counts(Actor actor, Optional<UUID> branch) {
    return mayWatch(actor, branch)
        ? store.counts(branch.orElse(null), Moment.of(clock))
        : Future.failedFuture(noSuchBranch());
  }

  /** The API's {@code Queues}: numbers, and the contracts in them. */
  Future<JsonObject> snapshot(Actor.Staff staff, Optional<UUID> wanted) {
    if (!mayWatch(staff, wanted)) {
      return Future.failedFuture(noSuchBranch());
    }
    @Nullable UUID branch = wanted.orElse(null);
    Moment moment = Moment.of(clock);
    return Future.all(
            store.counts(branch, moment),
            store.toConclude(branch, moment, MOST),
            store.overdue(branch, moment, MOST),
            store.refused(branch, moment, MOST),
            store.blockedMasters(branch, MOST))
        .map(
            all ->
                new JsonObject()
                    .put("counts", all.<JsonObject>resultAt(0))
                    .put("toConclude", new JsonArray(all.<List<JsonObject>>resultAt(1)))
                    .put("overdue", new JsonArray(all.<List<JsonObject>>resultAt(2)))
                    .put("refused", new JsonArray(all.<List<JsonObject>>resultAt(3)))
                    .put("blockedMasters", new JsonArray(all.<List<JsonObject>>resultAt(4))));
  }

  private static FailureException noSuchBranch() {
    return new Failure.NotFound("not-found").exception();
  }
}
