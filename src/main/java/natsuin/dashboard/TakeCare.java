package natsuin.dashboard;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import natsuin.audit.Audit;
import natsuin.bus.Announcement.ContractTouched;
import natsuin.bus.Announcements;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.pg.Database;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;

/**
 * 引き受ける: somebody of the branch says that he looks after a contract that needs somebody, so that it
 * leaves the top of everybody's dashboard; or lays it down again. On a virtual thread.
 */
public final class TakeCare {
  private final Dashboards dashboards;
  private final Database database;
  private final Audit audit;
  private final Announcements announcements;
  private final InstantSource clock;

  /** The use case. */
  public TakeCare(
      Dashboards dashboards,
      Database database,
      Audit audit,
      Announcements announcements,
      InstantSource clock) {
    this.dashboards = dashboards;
    this.database = database;
    this.audit = audit;
    this.announcements = announcements;
    this.clock = clock;
  }

  /** The API's {@code DashboardRow}; conflict {@code nothing-to-care}, {@code taken-already}. */
  JsonObject take(Actor.Staff staff, UUID contract) {
    UUID branch = branch(staff, contract);
    JsonObject trouble = row(contract).getJsonObject("trouble");
    if (trouble == null) {
      throw new Failure.Conflict("nothing-to-care").exception();
    }
    String code = trouble.getString("code");
    Instant since = OffsetDateTime.parse(trouble.getString("since")).toInstant();
    return changed(
        staff,
        branch,
        contract,
        "taken",
        code,
        tx -> CareStore.take(tx, contract, staff.id(), code, since, clock.instant()),
        "taken-already");
  }

  /** The same; conflict {@code nothing-to-care} where nobody looks after it. */
  JsonObject release(Actor.Staff staff, UUID contract) {
    UUID branch = branch(staff, contract);
    JsonObject trouble = row(contract).getJsonObject("trouble");
    return changed(
        staff,
        branch,
        contract,
        "released",
        trouble == null ? "none" : trouble.getString("code"),
        tx -> CareStore.release(tx, contract),
        "nothing-to-care");
  }

  private interface Change {
    Future<Boolean> in(SqlConnection tx);
  }

  private JsonObject changed(
      Actor.Staff staff,
      UUID branch,
      UUID contract,
      String what,
      String trouble,
      Change change,
      String otherwise) {
    database
        .tx(
            tx ->
                change
                    .in(tx)
                    .compose(
                        done ->
                            done
                                ? audit.record(
                                    tx,
                                    staff,
                                    "contract.care-" + what,
                                    "contract:" + contract,
                                    branch,
                                    new JsonObject().put("trouble", trouble))
                                : Future.failedFuture(new Failure.Conflict(otherwise).exception())))
        .await();
    announcements.say(new ContractTouched(contract, branch));
    return row(contract);
  }

  private UUID branch(Actor.Staff staff, UUID contract) {
    Optional<UUID> branch = CareStore.branchOf(database.client(), contract).await();
    UUID seen =
        branch
            .filter(known -> StaffRights.may(staff, StaffAct.WATCH, known))
            .orElseThrow(TakeCare::notFound);
    if (!StaffRights.may(staff, StaffAct.MANAGE, seen)) {
      throw new Failure.Forbidden("forbidden").exception();
    }
    return seen;
  }

  private JsonObject row(UUID contract) {
    return dashboards.row(contract).await().orElseThrow(TakeCare::notFound);
  }

  private static RuntimeException notFound() {
    return new Failure.NotFound("not-found").exception();
  }
}
