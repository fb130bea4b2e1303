package natsuin.dashboard;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import natsuin.http.Actors;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.Actor;

/**
 * {@code /api/staff/dashboard}: own branch, or for those who watch all of them any; and {@code
 * /api/staff/contracts/{id}/care}.
 */
public final class DashboardRoutes implements Routes {
  private static final String CARE = "/api/staff/contracts/:id/care";
  private final Dashboards dashboards;
  private final TakeCare care;

  /** The window on these dashboards. */
  public DashboardRoutes(Dashboards dashboards, TakeCare care) {
    this.dashboards = dashboards;
    this.care = care;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/staff/dashboard").handler(this::snapshot);
    router
        .get("/api/staff/branches")
        .handler(context -> context.json(dashboards.branches(Actors.staff(context)).await()));
    router
        .post(CARE)
        .handler(
            context -> context.json(care.take(Actors.staff(context), Requests.id(context, "id"))));
    router
        .delete(CARE)
        .handler(
            context ->
                context.json(care.release(Actors.staff(context), Requests.id(context, "id"))));
  }

  private void snapshot(RoutingContext context) {
    Actor actor = Actors.any(context) instanceof Actor.Wall wall ? wall : Actors.staff(context);
    UUID branch =
        Optional.ofNullable(context.request().getParam("branch"))
            .map(Requests::id)
            .orElseGet(() -> home(actor));
    context.json(dashboards.snapshot(actor, branch).await());
  }

  private static UUID home(Actor actor) {
    return actor instanceof Actor.Wall wall ? wall.branch() : ((Actor.Staff) actor).branch();
  }
}
