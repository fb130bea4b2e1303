package natsuin.employerdesk;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import natsuin.http.Actors;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.kernel.ByteSize;
import natsuin.rights.StaffRights;

/** What the branch does for a master user who cannot log in (EMP-4, EMP-5). */
final class MasterRoutes implements Routes {
  private static final String RESETS = "/api/staff/employer-resets";
  private static final String EMPLOYERS = "/api/staff/employers";
  private static final ByteSize BODY = new ByteSize(8 << 10);
  private static final int MOST = 100;

  private final DeskTools tools;
  private final ResetMaster reset;
  private final UnlockMaster unlock;

  MasterRoutes(DeskTools tools, ResetMaster reset, UnlockMaster unlock) {
    this.tools = tools;
    this.reset = reset;
    this.unlock = unlock;
  }

  @Override
  public void mount(Router router) {
    var body = Requests.body(BODY);
    router.post(EMPLOYERS + "/:id/reset").handler(body).handler(this::file);
    router.post(EMPLOYERS + "/users/:id/unlock").handler(body).handler(this::unlock);
    router.get(RESETS).handler(this::list);
    router.post(RESETS + "/:id/confirmation").handler(this::confirm);
    router.delete(RESETS + "/:id").handler(this::decline);
  }

  private void list(RoutingContext context) {
    Actor.Staff staff = Actors.staff(context);
    var items = new JsonArray();
    UUID branch = StaffRights.onlyBranch(staff).orElse(null);
    ResetStore.waiting(tools.database().client(), branch, MOST)
        .await()
        .forEach(one -> items.add(EmployerView.reset(one, staff)));
    context.json(new JsonObject().put("items", items));
  }

  private void file(RoutingContext context) {
    Actor.Staff staff = Actors.staff(context);
    UUID employer = Requests.id(context, "id");
    reset.file(staff, employer, Requests.json(context));
    context.response().setStatusCode(201);
    context.json(EmployerView.of(tools.database(), staff, employer, tools.clock().instant()));
  }

  private void confirm(RoutingContext context) {
    var print = reset.confirm(Actors.staff(context), Requests.id(context, "id"));
    LetterAnswer.send(context.response(), print);
  }

  private void decline(RoutingContext context) {
    reset.decline(Actors.staff(context), Requests.id(context, "id"));
    context.response().setStatusCode(204).end();
  }

  private void unlock(RoutingContext context) {
    unlock.unlock(Actors.staff(context), Requests.id(context, "id"), Requests.json(context));
    context.response().setStatusCode(204).end();
  }
}
