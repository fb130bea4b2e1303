package natsuin.employers;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import natsuin.http.Actors;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.rights.EmployerAct;
import natsuin.rights.EmployerRights;

/** {@code /api/employer/users}: a master user's list of users (EMP-5). */
final class UserRoutes implements Routes {
  private static final String PATH = "/api/employer/users";
  private static final String ONE = PATH + "/:id";

  private final PortalTools tools;
  private final Roster roster;
  private final KeepUsers keep;

  UserRoutes(PortalTools tools, Roster roster, KeepUsers keep) {
    this.tools = tools;
    this.roster = roster;
    this.keep = keep;
  }

  @Override
  public void mount(Router router) {
    var body = Requests.body(tools.bodyLimit());
    router.get(PATH).handler(this::users);
    router.post(PATH).handler(body).handler(this::add);
    router.get(ONE).handler(this::user);
    router.put(ONE).handler(body).handler(this::change);
    router.delete(ONE).handler(this::delete);
    router.post(ONE + "/unlock").handler(this::unlock);
    router.post(ONE + "/initial-password").handler(body).handler(this::reissue);
    router.post(ONE + "/revocation").handler(body).handler(this::askRevocation);
  }

  private void users(RoutingContext context) {
    var viewer = master(context);
    context.json(new JsonObject().put("users", roster.of(viewer.employer()).users(viewer)));
  }

  private void user(RoutingContext context) {
    context.json(view(master(context), Requests.id(context, "id")));
  }

  private void add(RoutingContext context) {
    var actor = master(context);
    var added = keep.add(actor, Requests.json(context));
    context
        .response()
        .setStatusCode(201)
        .putHeader("Location", PATH + "/" + added.user())
        .putHeader("Cache-Control", "no-store");
    context.json(withPassword(actor, added));
  }

  private void change(RoutingContext context) {
    var actor = master(context);
    UUID id = Requests.id(context, "id");
    keep.change(actor, id, Requests.json(context));
    context.json(view(actor, id));
  }

  private void delete(RoutingContext context) {
    keep.delete(master(context), Requests.id(context, "id"), context.request().getParam("version"));
    context.response().setStatusCode(204).end();
  }

  private void unlock(RoutingContext context) {
    var actor = master(context);
    UUID id = Requests.id(context, "id");
    keep.unlock(actor, id);
    context.json(view(actor, id));
  }

  private void reissue(RoutingContext context) {
    var actor = master(context);
    var handed = keep.reissue(actor, Requests.id(context, "id"), Requests.json(context));
    context.response().putHeader("Cache-Control", "no-store");
    context.json(withPassword(actor, handed));
  }

  private void askRevocation(RoutingContext context) {
    var actor = master(context);
    UUID id = Requests.id(context, "id");
    keep.askRevocation(actor, id, Requests.json(context));
    context.response().setStatusCode(201);
    context.json(view(actor, id));
  }

  private JsonObject withPassword(Actor.Employer actor, KeepUsers.Handed handed) {
    var password = handed.password();
    return view(actor, handed.user())
        .put("initialPassword", password.plain())
        .put("initialUntil", password.until().toString());
  }

  private JsonObject view(Actor.Employer viewer, UUID id) {
    var view = roster.of(viewer.employer());
    var user = view.held().target(viewer, id, EmployerAct.SEE);
    return view.user(viewer, user).put("history", view.history(user));
  }

  /** Whoever is logged in and is no master user is told that it is not theirs. */
  private static Actor.Employer master(RoutingContext context) {
    var actor = Actors.employer(context);
    if (!EmployerRights.leads(actor.role())) {
      throw new Failure.Forbidden("forbidden").exception();
    }
    return actor;
  }
}
