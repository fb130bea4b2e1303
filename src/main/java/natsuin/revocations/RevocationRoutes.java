package natsuin.revocations;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import natsuin.certificates.ClientEnd;
import natsuin.certificates.ClientRevocations.Asked;
import natsuin.http.Actors;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.kernel.ByteSize;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;

/** {@code /api/staff/revocations}: file, look, confirm, decline. */
public final class RevocationRoutes implements Routes {
  private static final String PATH = "/api/staff/revocations";
  private static final ByteSize BODY = new ByteSize(8 * 1024);
  private static final int LONGEST = 500;
  private final Revocations revocations;

  /** The story with these tools. */
  public RevocationRoutes(RevocationTools tools) {
    this.revocations = new Revocations(tools);
  }

  @Override
  public void mount(Router router) {
    router.get(PATH).handler(this::list);
    router.post(PATH).handler(Requests.body(BODY)).handler(this::file);
    router.post(PATH + "/:id/confirmation").handler(this::confirm);
    router.delete(PATH + "/:id").handler(this::decline);
  }

  private void list(RoutingContext context) {
    var staff = Actors.staff(context);
    var items = new ArrayList<JsonObject>();
    revocations.waiting(staff).forEach(order -> items.add(json(order, staff)));
    context.json(new JsonObject().put("items", new JsonArray(items)));
  }

  private void file(RoutingContext context) {
    var staff = Actors.staff(context);
    var body = Requests.json(context);
    String note = Requests.text(body, "note").strip();
    if (note.length() > LONGEST) {
      throw new Failure.Invalid(
              new FieldError("note", "too-long", java.util.Map.of("max", LONGEST)))
          .exception();
    }
    String why = Requests.text(body, "reason");
    String serial = Requests.text(body, "serial");
    var order =
        serial.isEmpty()
            ? revocations.file(staff, Requests.id(Requests.text(body, "userId")), reason(why), note)
            : revocations.fileClient(staff, new Asked(serial, clientReason(why), note));
    context.response().setStatusCode(201);
    context.json(json(order, staff));
  }

  private static Reason reason(String code) {
    try {
      return Reason.of(code);
    } catch (IllegalArgumentException unknown) {
      throw new Failure.Invalid(new FieldError("reason", "required")).exception();
    }
  }

  private static ClientEnd clientReason(String code) {
    try {
      ClientEnd why = ClientEnd.of(code);
      if (why.isAskedFor()) {
        return why;
      }
    } catch (IllegalArgumentException unknown) {
      throw new Failure.Invalid(new FieldError("reason", "required")).exception();
    }
    throw new Failure.Invalid(new FieldError("reason", "required")).exception();
  }

  private void confirm(RoutingContext context) {
    revocations.confirm(Actors.staff(context), Requests.id(context, "id"));
    context.response().setStatusCode(204).end();
  }

  private void decline(RoutingContext context) {
    revocations.decline(Actors.staff(context), Requests.id(context, "id"));
    context.response().setStatusCode(204).end();
  }

  /** The API's {@code RevocationOrder}. */
  private static JsonObject json(Order order, Actor.Staff staff) {
    var branch = order.branch();
    boolean decides = StaffRights.may(staff, StaffAct.DECIDE, branch.id());
    boolean own = order.isFiledBy(staff.id());
    return new JsonObject()
        .put("id", order.id().toString())
        .put("kind", order.kind() == Order.Kind.CLIENT ? "client" : "signing")
        .put("userId", order.user().toString())
        .put("person", order.person())
        .put("organizationId", order.organization().toString())
        .put("organization", order.organizationName())
        .put("credentialId", order.credentialId())
        .put("reason", order.reason())
        .put("note", order.note())
        .put("since", order.filer().at().toString())
        .put(
            "filedBy",
            new JsonObject()
                .put("id", order.filer().id().toString())
                .put("name", order.filer().name())
                .put("customer", !order.filer().staff()))
        .put(
            "branch",
            new JsonObject()
                .put("id", branch.id().toString())
                .put("code", branch.code())
                .put("name", branch.name())
                .put("nameLatin", branch.nameLatin()))
        .put(
            "may",
            new JsonObject()
                .put("confirm", order.waits() && decides && !own)
                .put("decline", order.waits() && (decides || own)));
  }
}
