package natsuin.ledger;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import natsuin.audit.Audit;
import natsuin.http.Actors;
import natsuin.http.Language;
import natsuin.http.Routes;
import natsuin.kernel.Failure;
import natsuin.pg.Database;

/** {@code GET /api/staff/contracts} and the same as a file, which the audit trail knows of. */
final class StaffListRoutes implements Routes {
  private final Database database;
  private final Audit audit;
  private final ReadList lists;
  private final ExportList export;

  StaffListRoutes(Database database, Audit audit, ReadList lists, ExportList export) {
    this.database = database;
    this.audit = audit;
    this.lists = lists;
    this.export = export;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/staff/contracts").handler(this::page);
    router.get("/api/staff/contracts.csv").handler(this::file);
    router.get("/api/staff/officers").handler(this::officers);
  }

  private void page(RoutingContext context) {
    var parameters = new Parameters(context.queryParams()::get);
    var list = list(context, parameters);
    var page = parameters.page();
    if (page.offset() > Page.MOST) {
      throw new Failure.Invalid(new Failure.FieldError("page", "page-too-far")).exception();
    }
    context.json(page.jsonUpToMost(lists.page(database.client(), list, page).await()));
  }

  private void file(RoutingContext context) {
    var parameters = new Parameters(context.queryParams()::get);
    var list = list(context, parameters);
    var columns = new Columns(Language.of(context));
    var file =
        export.export(
            parameters.page(),
            (tx, page) -> lists.page(tx, list, page),
            columns.staffHead(),
            columns::staff);
    record(list, file);
    CsvAnswer.send(context.response(), "contracts", file);
  }

  private void record(ReadList.OfStaff list, ExportList.File file) {
    var staff = list.staff();
    database
        .tx(
            tx ->
                audit.record(
                    tx,
                    staff,
                    "contracts.exported",
                    "staff:" + staff.id(),
                    staff.branch(),
                    new JsonObject().put("rows", file.rows())))
        .await();
  }

  /** Whom a list can be narrowed to. */
  private void officers(RoutingContext context) {
    var parameters = new Parameters(context.queryParams()::get);
    var list = list(context, parameters);
    List<JsonObject> found =
        OfficerStore.of(database.client(), list.onlyBranch().orElse(null)).await();
    context.json(new JsonObject().put("items", found));
  }

  private static ReadList.OfStaff list(RoutingContext context, Parameters parameters) {
    var list =
        new ReadList.OfStaff(
            Actors.staff(context),
            parameters.choice("state", "", Progress::of),
            parameters.id("branch"),
            parameters.id("officer"),
            parameters.flag("overdue"),
            parameters.search());
    if (!list.allowed()) {
      throw new Failure.NotFound("not-found").exception();
    }
    return list;
  }
}
