package natsuin.web;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import natsuin.http.Routes;

/** {@code /health/…}, for whoever sends requests to nodes (OPS-5). */
public final class HealthRoutes implements Routes {
  private final Health health;

  /** Over this node's health. */
  public HealthRoutes(Health health) {
    this.health = health;
  }

  @Override
  public void mount(Router router) {
    router.get("/health/live").handler(context -> write(context, 200, up()));
    router.get("/health/traffic").handler(this::traffic);
    router
        .get("/health/ready")
        .handler(
            context -> {
              JsonObject state = health.ready().await();
              write(context, "up".equals(state.getString("status")) ? 200 : 503, state);
            });
  }

  /** For proxies that can tell leaving (404) from not there (503); servers behind do not count. */
  private void traffic(RoutingContext context) {
    var stage = health.stage();
    int status =
        switch (stage) {
          case STARTING -> 503;
          case OPEN -> 200;
          case LEAVING -> 404;
        };
    write(context, status, new JsonObject().put("status", stage.name().toLowerCase(Locale.ROOT)));
  }

  private static JsonObject up() {
    return new JsonObject().put("status", "up");
  }

  private static void write(RoutingContext context, int status, JsonObject body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(body.toBuffer());
  }
}
