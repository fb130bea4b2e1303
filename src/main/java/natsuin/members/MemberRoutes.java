package natsuin.members;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import natsuin.http.Actors;
import natsuin.http.Routes;

/** What customers do with their organization's data and users. */
final class MemberRoutes implements Routes {
  private final Members members;

  MemberRoutes(Members members) {
    this.members = members;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/organization").handler(this::organization);
  }

  private void organization(RoutingContext context) {
    context.json(members.view(Actors.user(context)).await());
  }
}
