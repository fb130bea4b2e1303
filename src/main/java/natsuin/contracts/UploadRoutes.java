package natsuin.contracts;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.UUID;
import natsuin.http.Actors;
import natsuin.http.BodyReader;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;

/** Files on their way into a contract. */
final class UploadRoutes implements Routes {
  private static final int MAX_NAME = 255;
  private final TakeUpload takeUpload;
  private final UploadStore uploads;
  private final BodyReader bodies;

  UploadRoutes(TakeUpload takeUpload, UploadStore uploads, BodyReader bodies) {
    this.takeUpload = takeUpload;
    this.uploads = uploads;
    this.bodies = bodies;
  }

  @Override
  public void mount(Router router) {
    router.post("/api/staff/uploads").handler(this::upload);
    router.delete("/api/staff/uploads/:id").handler(this::delete);
    router.get("/api/staff/uploads/:id/content").handler(this::content);
  }

  private void upload(RoutingContext context) {
    var staff = Actors.staff(context);
    TakeUpload.mayPrepare(staff);
    String name = context.queryParams().get("name");
    if (name == null || name.isBlank() || name.length() > MAX_NAME) {
      throw new Failure.Invalid(new Failure.FieldError("name", "required")).exception();
    }
    String type = context.request().getHeader("Content-Type");
    if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/pdf")) {
      throw new HttpException(415);
    }
    var answer =
        bodies.use(context.request(), staff.id(), content -> takeUpload.take(staff, name, content));
    context.response().setStatusCode(201);
    context.json(answer);
  }

  private void delete(RoutingContext context) {
    uploads.delete(own(Actors.staff(context), Requests.id(context, "id"))).await();
    context.response().setStatusCode(204).end();
  }

  private void content(RoutingContext context) {
    var upload = own(Actors.staff(context), Requests.id(context, "id"));
    var pieces = uploads.read(upload).await();
    PdfAnswer.send(PdfAnswer.head(context.response(), upload.fileName(), false), pieces);
  }

  private Upload own(Actor.Staff staff, UUID id) {
    return uploads
        .find(id)
        .await()
        .filter(upload -> upload.branch().equals(staff.branch()))
        .filter(upload -> StaffRights.may(staff, StaffAct.MANAGE, upload.branch()))
        .orElseThrow(() -> new Failure.NotFound("not-found").exception());
  }
}
