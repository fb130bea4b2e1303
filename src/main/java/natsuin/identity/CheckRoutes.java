package natsuin.identity;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import natsuin.http.Actors;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.kernel.ByteSize;
import natsuin.kernel.Failure;
import org.jspecify.annotations.Nullable;

/** The branch's queue of documents, its safe viewer, and its decisions (STAFF-2, DOC-5). */
final class CheckRoutes implements Routes {
  private static final ByteSize BODY = new ByteSize(16 * 1024);

  private final Checks checks;
  private final DecideOnDocuments decide;

  CheckRoutes(Checks checks, DecideOnDocuments decide) {
    this.checks = checks;
    this.decide = decide;
  }

  @Override
  public void mount(Router router) {
    String one = "/api/staff/identity-checks/:id";
    router.get("/api/staff/identity-checks").handler(this::list);
    router.get(one).handler(this::view);
    router
        .getWithRegex(
            "/api/staff/identity-checks/(?<id>[^/]+)/files/(?<file>[^/]+)/pages/(?<n>[^/]+)\\.png")
        .handler(this::page);
    router.post(one + "/approval").handler(Requests.body(BODY)).handler(this::approve);
    router.post(one + "/return").handler(Requests.body(BODY)).handler(this::sendBack);
    router.post(one + "/meeting").handler(Requests.body(BODY)).handler(this::meeting);
  }

  private void list(RoutingContext context) {
    var staff = Actors.staff(context);
    int page = number(context.queryParams().get("page"), 1);
    var found = checks.list(staff, page);
    context.json(
        new JsonObject()
            .put("total", found.total())
            .put("page", page)
            .put("size", Checks.PAGE)
            .put("items", new JsonArray(found.rows())));
  }

  private static int number(@Nullable String text, int otherwise) {
    return text != null && text.matches("[1-9]\\d{0,4}") ? Integer.parseInt(text) : otherwise;
  }

  private void view(RoutingContext context) {
    answer(context, Actors.staff(context));
  }

  private void answer(RoutingContext context, Actor.Staff staff) {
    context.json(checks.view(staff, Requests.id(context, "id")));
  }

  /** A picture that this server drew; never a byte of the file itself. */
  private void page(RoutingContext context) {
    var staff = Actors.staff(context);
    byte[] png =
        checks.page(
            staff,
            Requests.id(context, "id"),
            Requests.id(context, "file"),
            number(context.pathParam("n"), 0));
    context
        .response()
        .putHeader("Content-Type", "image/png")
        .putHeader("Content-Security-Policy", "sandbox; default-src 'none'")
        .putHeader("Content-Disposition", "inline; filename=\"page.png\"")
        .putHeader("Cache-Control", "no-store")
        .end(Buffer.buffer(png));
  }

  private void approve(RoutingContext context) {
    var staff = Actors.staff(context);
    decide.approve(staff, Requests.id(context, "id"), version(context));
    answer(context, staff);
  }

  private void sendBack(RoutingContext context) {
    var staff = Actors.staff(context);
    String reason = Requests.text(Requests.json(context), "reason");
    decide.sendBack(staff, Requests.id(context, "id"), version(context), reason);
    answer(context, staff);
  }

  private void meeting(RoutingContext context) {
    var staff = Actors.staff(context);
    decide.recordMeeting(staff, Requests.id(context, "id"), version(context));
    answer(context, staff);
  }

  private static int version(RoutingContext context) {
    int version = RequestRoutes.version(Requests.json(context));
    if (version < 1) {
      throw new Failure.Invalid(new Failure.FieldError("version", "required")).exception();
    }
    return version;
  }
}
