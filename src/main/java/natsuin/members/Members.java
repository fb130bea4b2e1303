package natsuin.members;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;

/** The door of this story: puts its use cases together. */
public final class Members {
  private final MemberTools tools;
  private final RosterStore rosters;
  private final List<Routes> routes;

  /** The story with these tools. */
  public Members(MemberTools tools) {
    this.tools = tools;
    this.rosters = new RosterStore(tools.credentials(), tools.requests());
    this.routes = List.of(new MemberRoutes(this));
  }

  /** What this story offers over HTTP. */
  public List<Routes> routes() {
    return routes;
  }

  /** The organization with those of its users whom this user may see, as in the API. */
  public Future<JsonObject> view(Actor.User viewer) {
    return rosters
        .find(tools.database().client(), viewer.organization())
        .map(
            roster ->
                new AccountView(
                        roster.orElseThrow(() -> new Failure.NotFound("not-found").exception()),
                        tools.clock().instant(),
                        tools.configuration().users())
                    .forCustomer(viewer));
  }
}
