package natsuin.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.function.Supplier;
import natsuin.doctor.Doctor;
import natsuin.doctor.Rounds;
import natsuin.http.Language;
import natsuin.http.Routes;

/**
 * {@code /health/…}, for whoever sends requests to nodes (OPS-5). What stands behind, and what the
 * doctor found, is told to those who come from inside; strangers learn no more than up or down.
 */
public final class HealthRoutes implements Routes {
  private final Health health;
  private final Supplier<Rounds.Report> doctor;

  /**
   * Over this node's health.
   *
   * @param doctor what was found last
   */
  public HealthRoutes(Health health, Supplier<Rounds.Report> doctor) {
    this.health = health;
    this.doctor = doctor;
  }

  @Override
  public void mount(Router router) {
    router.get("/health/live").handler(context -> write(context, 200, up()));
    router.get("/health/traffic").handler(this::traffic);
    router.get("/health/ready").handler(this::ready);
  }

  private void ready(RoutingContext context) {
    JsonObject state = health.ready().await();
    String status = state.getString("status");
    write(
        context,
        "up".equals(status) ? 200 : 503,
        Inside.is(context)
            ? state.put("checks", checks(Language.of(context)))
            : new JsonObject().put("status", status));
  }

  private JsonObject checks(Language language) {
    var report = doctor.get();
    var findings = new JsonArray();
    report.findings().forEach(each -> findings.add(each.json(language)));
    return new JsonObject()
        .put("at", report.at().toString())
        .put("state", Doctor.worst(report.findings()).tag())
        .put("findings", findings);
  }

  /** For proxies that can tell who had better get nothing new (404) from who is not there. */
  private void traffic(RoutingContext context) {
    var stage = health.stage();
    int status =
        switch (stage) {
          case STARTING -> 503;
          case OPEN -> 200;
          case WAITING, LEAVING -> 404;
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
