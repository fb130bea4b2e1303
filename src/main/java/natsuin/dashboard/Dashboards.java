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

/** Makes a branch's dashboard and single lines of it (STAFF-3); any thread. */
public final class Dashboards {
  private final DashboardStore store;
  private final TotalsStore totals;
  private final QueueStore queues;
  private final BranchStore branches;
  private final InstantSource clock;

  /** Reads from this database; {@code clock} says which day is today. */
  public Dashboards(Database database, InstantSource clock) {
    this.store = new DashboardStore(database);
    this.totals = new TotalsStore(database);
    this.queues = new QueueStore(database);
    this.branches = new BranchStore(database);
    this.clock = clock;
  }

  /** Whether this branch's dashboard is theirs to watch. */
  public static boolean mayWatch(Actor actor, UUID branch) {
    return switch (actor) {
      case Actor.Staff staff -> StaffRights.may(staff, StaffAct.WATCH, branch);
      case Actor.Wall wall -> wall.branch().equals(branch);
      case Actor.User user -> false;
      case Actor.Employer employer -> false;
      case Actor.Candidate candidate -> false;
      case Actor.Service service -> false;
      case Actor.Stranger stranger -> false;
    };
  }

  /** The API's {@code Dashboard}; fails as NotFound for a branch that is not theirs to watch. */
  public Future<JsonObject> snapshot(Actor actor, UUID branch) {
    if (!mayWatch(actor, branch)) {
      return Future.failedFuture(noSuchBranch());
    }
    Moment moment = Moment.of(clock);
    return Future.all(
            totals.branch(branch),
            store.rows(branch, moment),
            totals.totals(branch, moment),
            totals.uploads(branch, moment),
            queues.counts(branch, moment))
        .map(
            all ->
                new JsonObject()
                    .put(
                        "branch",
                        all.<Optional<JsonObject>>resultAt(0).orElseThrow(Dashboards::noSuchBranch))
                    .put("at", moment.now().toInstant().toString())
                    .put("totals", all.<JsonObject>resultAt(2))
                    .put("rows", new JsonArray(all.<List<JsonObject>>resultAt(1)))
                    .put("uploads", new JsonArray(all.<List<JsonObject>>resultAt(3)))
                    .put("waiting", all.<JsonObject>resultAt(4)));
  }

  /** A line for every branch that this person may watch. */
  Future<JsonObject> branches(Actor.Staff staff) {
    return branches
        .days(StaffRights.onlyBranch(staff), Moment.of(clock))
        .map(days -> new JsonObject().put("items", new JsonArray(days)));
  }

  private static FailureException noSuchBranch() {
    return new Failure.NotFound("not-found").exception();
  }

  /**
   * What became of things on a branch's dashboard, in their order: a contract's line and the
   * totals, or, where the thing is the branch itself, the files under the scanner and what waits.
   * The figures are counted once, however many things it is.
   */
  public Future<List<JsonObject>> changes(UUID branch, List<UUID> things) {
    Moment moment = Moment.of(clock);
    var counted = totals.totals(branch, moment);
    var waiting = queues.counts(branch, moment);
    return Future.all(
            things.stream()
                .map(
                    thing ->
                        thing.equals(branch)
                            ? beside(branch, moment, waiting)
                            : line(thing, moment, counted, waiting))
                .toList())
        .map(all -> all.list());
  }

  private Future<JsonObject> line(
      UUID contract, Moment moment, Future<JsonObject> counted, Future<JsonObject> waiting) {
    return Future.all(store.one(contract, moment), counted, waiting)
        .map(
            all -> {
              Optional<JsonObject> row = all.resultAt(0);
              JsonObject change =
                  new JsonObject()
                      .put("totals", all.<JsonObject>resultAt(1))
                      .put("waiting", all.<JsonObject>resultAt(2));
              return row.isPresent()
                  ? change.put("row", row.get())
                  : change.put("removed", contract.toString());
            });
  }

  private Future<JsonObject> beside(UUID branch, Moment moment, Future<JsonObject> waiting) {
    return Future.all(totals.uploads(branch, moment), waiting)
        .map(
            both ->
                new JsonObject()
                    .put("uploads", new JsonArray(both.<List<JsonObject>>resultAt(0)))
                    .put("waiting", both.<JsonObject>resultAt(1)));
  }

  /** One contract's line as it stands now; empty if it is gone. */
  Future<Optional<JsonObject>> row(UUID contract) {
    return store.one(contract, Moment.of(clock));
  }
}
