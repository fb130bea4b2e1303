package natsuin.web;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import natsuin.http.Routes;

/** {@code GET /api/service}: whose service this is, and which version. */
public final class ServiceRoutes implements Routes {
  private final JsonObject answer;

  /** For this bank. */
  public ServiceRoutes(BankConfiguration bank, String version, boolean embedded) {
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
    this.answer =
        new JsonObject()
            .put("bank", shown.put("colours", colours))
            .put("version", version)
            .put("embedded", embedded);
  }

  @Override
  public void mount(Router router) {
    router.get("/api/service").handler(context -> context.json(answer));
  }
}
