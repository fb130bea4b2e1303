package natsuin.dashboard;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import natsuin.http.Actors;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.rights.StaffRights;

/** {@code GET /api/staff/queues}: of one's own branch; for those who see all, of any or of all. */
public final class QueueRoutes implements Routes {
  private final Queues queues;

  /** The window on these queues. */
  public QueueRoutes(Queues queues) {
    this.queues = queues;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/staff/queues").handler(this::snapshot);
  }

  private void snapshot(RoutingContext context) {
    Actor.Staff staff = Actors.staff(context);
    Optional<UUID> branch =
        Optional.ofNullable(context.request().getParam("branch"))
            .map(Requests::id)
            .or(() -> StaffRights.onlyBranch(staff));
    context.json(queues.snapshot(staff, branch).await());
  }
}
