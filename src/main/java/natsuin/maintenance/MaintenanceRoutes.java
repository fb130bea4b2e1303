package natsuin.maintenance;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import natsuin.audit.Audit;
import natsuin.http.Actors;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.kernel.ByteSize;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;
import natsuin.pg.Database;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;

/** {@code /api/staff/maintenance-windows}: every member of staff sees them, head office plans. */
public final class MaintenanceRoutes implements Routes {
  private static final String PATH = "/api/staff/maintenance-windows";

  private final Database database;
  private final InstantSource clock;
  private final Maintenance maintenance;
  private final PlanMaintenance plan;
  private final ByteSize bodyLimit;

  /** Over these windows. */
  public MaintenanceRoutes(
      Database database,
      InstantSource clock,
      Maintenance maintenance,
      Audit audit,
      ByteSize bodyLimit) {
    this.database = database;
    this.clock = clock;
    this.maintenance = maintenance;
    this.plan = new PlanMaintenance(database, clock, maintenance, audit);
    this.bodyLimit = bodyLimit;
  }

  @Override
  public void mount(Router router) {
    router.get(PATH).handler(this::list);
    router.post(PATH).handler(Requests.body(bodyLimit)).handler(this::add);
    router.delete(PATH + "/:id").handler(this::remove);
  }

  private void list(RoutingContext context) {
    Actor.Staff staff = Actors.staff(context);
    var items = new JsonArray();
    WindowStore.since(database.client(), clock.instant()).await().stream()
        .map(MaintenanceRoutes::json)
        .forEach(items::add);
    context.json(
        maintenance
            .json()
            .put("items", items)
            .put("mayPlan", StaffRights.may(staff, StaffAct.ADMINISTER, staff.branch())));
  }

  private static JsonObject json(ExtraWindow extra) {
    return new JsonObject()
        .put("id", extra.id().toString())
        .put("from", extra.window().from().toString())
        .put("until", extra.window().until().toString())
        .put("note", extra.note())
        .put("enteredBy", extra.enteredBy());
  }

  private void add(RoutingContext context) {
    Actor.Staff staff = planner(context);
    JsonObject body = Requests.json(context);
    var window = new Window(instant(body, "from"), instant(body, "until"));
    var id = plan.add(staff, window, Requests.text(body, "note").strip());
    context.response().setStatusCode(201);
    context.json(new JsonObject().put("id", id.toString()));
  }

  private void remove(RoutingContext context) {
    Actor.Staff staff = planner(context);
    plan.remove(staff, Requests.id(context, "id"));
    context.response().setStatusCode(204).end();
  }

  private static Actor.Staff planner(RoutingContext context) {
    Actor.Staff staff = Actors.staff(context);
    if (!StaffRights.may(staff, StaffAct.ADMINISTER, staff.branch())) {
      throw new Failure.Forbidden("forbidden").exception();
    }
    return staff;
  }

  private static Instant instant(JsonObject body, String field) {
    String text = Requests.text(body, field);
    try {
      return Instant.parse(text).truncatedTo(ChronoUnit.SECONDS);
    } catch (DateTimeException e) {
      throw new Failure.Invalid(new FieldError(field, text.isEmpty() ? "required" : "not-a-time"))
          .exception();
    }
  }
}
