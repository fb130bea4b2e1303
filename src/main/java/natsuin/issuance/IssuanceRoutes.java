package natsuin.issuance;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.OptionalInt;
import java.util.UUID;
import natsuin.bus.Announcement.MembersTouched;
import natsuin.http.Actors;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.rights.MemberAct;
import natsuin.rights.MemberRights;
import natsuin.users.User;

/** Certificates and PINs over HTTP: one's own, and a colleague's as far as one may. */
final class IssuanceRoutes implements Routes {
  private final IssuanceTools tools;
  private final RegisterPin register;
  private final RequestCertificate request;
  private final IssuanceView view;

  IssuanceRoutes(IssuanceTools tools, Runnable wake) {
    this.tools = tools;
    this.register = new RegisterPin(tools, wake);
    this.request = new RequestCertificate(tools);
    this.view = new IssuanceView(tools);
  }

  @Override
  public void mount(Router router) {
    var body = Requests.body(tools.bodyLimit());
    router.put("/api/certificate-request/pin").handler(body).handler(this::registerPin);
    router.post("/api/certificate-request/issuance").handler(this::issue);
    router.get("/api/certificate-request/issuance").handler(this::own);
    router.put("/api/pin").handler(body).handler(this::changePin);
    router.get("/api/users/:id/signing").handler(this::signing);
    router.post("/api/users/:id/certificate-requests").handler(body).handler(this::request);
    router.put("/api/users/:id/pin-lock").handler(context -> lock(context, true));
    router.delete("/api/users/:id/pin-lock").handler(context -> lock(context, false));
  }

  private void own(RoutingContext context) {
    context.json(view.own(Actors.user(context)));
  }

  private void registerPin(RoutingContext context) {
    Actor.User user = signer(context);
    JsonObject body = Requests.json(context);
    register.register(user, version(body), Requests.text(body, "pin").toCharArray());
    context.json(view.own(user));
  }

  private static OptionalInt version(JsonObject body) {
    return body.getValue("version") instanceof Integer version
        ? OptionalInt.of(version)
        : OptionalInt.empty();
  }

  private void issue(RoutingContext context) {
    Actor.User user = signer(context);
    register.issue(user);
    context.response().setStatusCode(202);
    context.json(view.own(user));
  }

  private void changePin(RoutingContext context) {
    Actor.User user = signer(context);
    JsonObject body = Requests.json(context);
    tools
        .changePin()
        .change(
            user,
            Requests.text(body, "current").toCharArray(),
            Requests.text(body, "new").toCharArray());
    context.response().setStatusCode(204).end();
  }

  private void signing(RoutingContext context) {
    Actor.User actor = Actors.user(context);
    UUID id = Requests.id(context, "id");
    context.json(
        view.of(
            actor, Target.of(tools.database().client(), actor, MemberAct.REQUEST_CERTIFICATE, id)));
  }

  private void request(RoutingContext context) {
    Actor.User actor = Actors.user(context);
    User user = request.request(actor, Requests.id(context, "id"), Requests.json(context));
    context.response().setStatusCode(201);
    context.json(view.of(actor, user));
  }

  private void lock(RoutingContext context, boolean lock) {
    Actor.User actor = Actors.user(context);
    UUID id = Requests.id(context, "id");
    User user = Target.of(tools.database().client(), actor, MemberAct.LOCK_PIN, id);
    if (lock) {
      tools.lock().lock(actor, user.id());
    } else {
      tools.lock().unlock(actor, user.id());
    }
    tools.announcements().say(new MembersTouched(user.organization().id()));
    context.json(view.of(actor, user));
  }

  /** Viewers have no PIN. */
  private static Actor.User signer(RoutingContext context) {
    Actor.User user = Actors.user(context);
    if (!MemberRights.signs(user.role())) {
      throw new Failure.Forbidden("forbidden").exception();
    }
    return user;
  }
}
