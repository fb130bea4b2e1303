package natsuin.web;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.function.Supplier;
import natsuin.http.Routes;

/** {@code GET /api/service}: whose service this is, which version, and when it rests. */
public final class ServiceRoutes implements Routes {
  private final JsonObject answer;
  private final Supplier<JsonObject> maintenance;

  /**
   * For this bank.
   *
   * @param more what pages must know besides before anybody has logged in
   * @param maintenance asked each time
   */
  public ServiceRoutes(BankConfiguration bank, JsonObject more, Supplier<JsonObject> maintenance) {
    var shown = new JsonObject().put("name", bank.name()).put("nameLatin", bank.nameLatin());
    if (!bank.logo().isEmpty()) {
      shown.put("logo", bank.logo());
    }
    var colours = new JsonObject();
    if (!bank.mainColour().isEmpty()) {
      colours.put("main", bank.mainColour());
    }
    if (!bank.accentColour().isEmpty()) {
      colours.put("accent", bank.accentColour());
    }
    this.answer = new JsonObject().put("bank", shown.put("colours", colours)).mergeIn(more);
    this.maintenance = maintenance;
  }

  @Override
  public void mount(Router router) {
    router
        .get("/api/service")
        .handler(context -> context.json(answer.copy().put("maintenance", maintenance.get())));
  }
}
