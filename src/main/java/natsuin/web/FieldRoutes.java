package natsuin.web;

import io.vertx.ext.web.Router;
import java.util.Map;
import natsuin.fields.Forms;
import natsuin.http.Routes;
import natsuin.http.StaticFiles;

/** {@code GET /api/fields.json}: the forms and their rules, as this server checks them (APP-3). */
public final class FieldRoutes implements Routes {
  private static final String NAME = "fields.json";
  private final StaticFiles definition;

  /** Serves these. */
  public FieldRoutes(Forms forms) {
    this.definition = StaticFiles.made(Map.of(NAME, forms.json()));
  }

  @Override
  public void mount(Router router) {
    router.get("/api/" + NAME).handler(context -> definition.send(context, NAME, 200));
  }
}
