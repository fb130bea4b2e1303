package natsuin.web;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/** Which path leads to which room, from top to bottom. */
public final class RouteTable {
  private final Health health;

  /** The table over what the rooms offer. */
  public RouteTable(Health health) {
    this.health = health;
  }

  /** A router for one listener. */
  Router router(Vertx vertx) {
    var router = Router.router(vertx);
    router
        .get("/health/live")
        .handler(context -> context.json(new io.vertx.core.json.JsonObject().put("status", "up")));
    router
        .get("/health/ready")
        .handler(
            context ->
                health
                    .ready()
                    .onSuccess(
                        state ->
                            context
                                .response()
                                .setStatusCode("up".equals(state.getString("status")) ? 200 : 503)
                                .putHeader("Content-Type", "application/json")
                                .end(state.toBuffer()))
                    .onFailure(context::fail));
    return router;
  }
}
