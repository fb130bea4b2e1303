package natsuin.mandates;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import natsuin.http.Actors;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;

/**
 * A power of attorney's file, for those who lead the organization and for the branch. A paper one
 * is only ever saved: what somebody uploaded is never shown by our origin.
 */
final class MandateReadingRoutes implements Routes {
  private final MandateTools tools;
  private final OpenMandate.Finder finder;

  MandateReadingRoutes(MandateTools tools) {
    this.tools = tools;
    this.finder = new OpenMandate.Finder(tools);
  }

  @Override
  public void mount(Router router) {
    router
        .get("/api/mandates/:id/content")
        .handler(
            context ->
                send(context, finder.visible(Actors.user(context), Requests.id(context, "id"))));
    router
        .get("/api/staff/mandates/:id/content")
        .handler(context -> send(context, ofBranch(context, Actors.staff(context))));
  }

  private Mandate ofBranch(RoutingContext context, Actor.Staff staff) {
    return MandateStore.find(tools.database().client(), Requests.id(context, "id"))
        .await()
        .filter(found -> StaffRights.may(staff, StaffAct.REVIEW, found.branch()))
        .filter(found -> found.signedAt().isPresent())
        .orElseThrow(MandateReadiness::nothing);
  }

  private void send(RoutingContext context, Mandate mandate) {
    var pieces = tools.documents().readFile(tools.database().client(), mandate.file()).await();
    boolean system = mandate.kind() == MandateKind.SYSTEM;
    boolean save = !system || "true".equals(context.request().getParam("download"));
    String name = Optional.of(mandate.fileName()).filter(n -> !n.isEmpty()).orElse("mandate");
    context
        .response()
        .putHeader("Content-Type", system ? "application/pdf" : "application/octet-stream")
        .putHeader(
            "Content-Disposition",
            (save ? "attachment" : "inline")
                + "; filename*=UTF-8''"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
        .putHeader("Content-Security-Policy", "sandbox; default-src 'none'")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Cache-Control", "private, no-store")
        .end(Buffer.buffer(MandateFile.whole(pieces)))
        .await();
  }
}
