package natsuin.mandates;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import natsuin.http.Actors;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;
import natsuin.uploads.UploadedFile;

/**
 * A power of attorney's file, for those who lead the organization and for the branch. What somebody
 * uploaded is never shown by our origin: its owners save it, the branch sees pictures of it only.
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
    router.get("/api/staff/mandates").handler(this::usedFor);
    router
        .get("/api/staff/mandates/:id/content")
        .handler(context -> send(context, systems(ofBranch(context, Actors.staff(context)))));
    router.get("/api/staff/mandates/:id/pages/:n").handler(this::page);
  }

  /** What was used for a request or a new user: {@code ?for=certificate-request:ID}. */
  private void usedFor(RoutingContext context) {
    Actor.Staff staff = Actors.staff(context);
    var items = new JsonArray();
    MandateStore.usedFor(
            tools.database().client(), String.valueOf(context.request().getParam("for")))
        .await()
        .stream()
        .filter(found -> StaffRights.may(staff, StaffAct.REVIEW, found.branch()))
        .forEach(found -> items.add(shown(found)));
    context.json(new JsonObject().put("items", items));
  }

  private JsonObject shown(Mandate mandate) {
    var json =
        new JsonObject()
            .put("id", mandate.id().toString())
            .put("kind", mandate.kind().code())
            .put("fileName", mandate.fileName())
            .put("madeOn", mandate.madeOn().toString())
            .put("pages", file(mandate).map(UploadedFile::pages).orElse(0));
    mandate.agent().ifPresent(agent -> json.put("agent", agent.name()));
    return json;
  }

  private java.util.Optional<UploadedFile> file(Mandate mandate) {
    return tools.uploads().of(tools.database().client(), mandate.id()).await().stream().findFirst();
  }

  private Mandate ofBranch(RoutingContext context, Actor.Staff staff) {
    return MandateStore.find(tools.database().client(), Requests.id(context, "id"))
        .await()
        .filter(found -> StaffRights.may(staff, StaffAct.REVIEW, found.branch()))
        .filter(found -> found.signedAt().isPresent())
        .orElseThrow(MandateReadiness::nothing);
  }

  private static Mandate systems(Mandate mandate) {
    return switch (mandate.kind()) {
      case SYSTEM -> mandate;
      case PAPER -> throw MandateReadiness.nothing();
    };
  }

  private void page(RoutingContext context) {
    Mandate mandate = ofBranch(context, Actors.staff(context));
    UploadedFile file = file(mandate).orElseThrow(MandateReadiness::nothing);
    String n = String.valueOf(context.pathParam("n"));
    if (!n.matches("[1-9][0-9]{0,3}\\.png")) {
      throw MandateReadiness.nothing();
    }
    byte[] png =
        tools.uploads().page(file, Integer.parseInt(n.substring(0, n.length() - 4))).await();
    context
        .response()
        .putHeader("Content-Type", "image/png")
        .putHeader("Cache-Control", "private, no-store")
        .end(Buffer.buffer(png));
  }

  private void send(RoutingContext context, Mandate mandate) {
    boolean system = mandate.kind() == MandateKind.SYSTEM;
    boolean save = !system || "true".equals(context.request().getParam("download"));
    context
        .response()
        .putHeader("Content-Type", system ? "application/pdf" : "application/octet-stream")
        .putHeader(
            "Content-Disposition",
            (save ? "attachment" : "inline")
                + "; filename*=UTF-8''"
                + URLEncoder.encode(mandate.fileName(), StandardCharsets.UTF_8).replace("+", "%20"))
        .putHeader("Content-Security-Policy", "sandbox; default-src 'none'")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Cache-Control", "private, no-store")
        .end(Buffer.buffer(content(mandate)))
        .await();
  }

  private byte[] content(Mandate mandate) {
    var db = tools.database().client();
    return switch (mandate.kind()) {
      case SYSTEM ->
          MandateFile.whole(
              tools.documents().readFile(db, mandate.bytes().orElseThrow().file()).await());
      case PAPER ->
          tools.uploads().bytes(file(mandate).orElseThrow(MandateReadiness::nothing)).await();
    };
  }
}
