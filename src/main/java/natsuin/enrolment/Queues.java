package natsuin.enrolment;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import natsuin.pg.Database;
import org.jspecify.annotations.Nullable;

/** What waits for a branch's staff: applications and identity checks (STAFF-2). */
public final class Queues {
  /** More rows than a page shows at once; the numbers count all. */
  private static final int MOST = 100;

  private static final String[] WAITING = {ApplicationState.SUBMITTED.code()};

  private final Database database;
  private final ApplicationStore store;

  Queues(Database database, ApplicationStore store) {
    this.database = database;
    this.store = store;
  }

  /**
   * Numbers and rows, those that wait longest first.
   *
   * @param branch null: of all branches
   */
  public Future<JsonObject> snapshot(@Nullable UUID branch) {
    var db = database.client();
    return Future.all(
            List.of(
                store.count(db, branch, WAITING),
                store.page(db, branch, WAITING, MOST, 1),
                QueueStore.identityCounts(db, branch),
                QueueStore.identityChecks(db, branch, MOST)))
        .map(
            all -> {
              JsonObject identity = all.resultAt(2);
              List<Application> applications = all.resultAt(1);
              List<JsonObject> checks = all.resultAt(3);
              var rows = new JsonArray();
              applications.forEach(one -> rows.add(StaffApplicationView.row(one)));
              return new JsonObject()
                  .put("applications", all.<Integer>resultAt(0))
                  .put("documents", identity.getInteger("documents"))
                  .put("meetings", identity.getInteger("meetings"))
                  .put("applicationRows", rows)
                  .put("identityRows", new JsonArray(checks));
            });
  }
}
