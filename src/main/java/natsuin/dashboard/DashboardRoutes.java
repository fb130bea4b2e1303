package natsuin.dashboard;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import natsuin.http.Actors;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.Actor;

/** {@code GET /api/staff/dashboard}: own branch, or for those who watch all of them any. */
public final class DashboardRoutes implements Routes {
  private final Dashboards dashboards;

  /** The window on these dashboards. */
  public DashboardRoutes(Dashboards dashboards) {
    this.dashboards = dashboards;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/staff/dashboard").handler(this::snapshot);
  }

  private void snapshot(RoutingContext context) {
    Actor.Staff staff = Actors.staff(context);
    UUID branch =
        Optional.ofNullable(context.request().getParam("branch"))
            .map(Requests::id)
            .orElse(staff.branch());
    context.json(dashboards.snapshot(staff, branch).await());
  }
}
