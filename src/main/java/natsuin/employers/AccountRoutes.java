package natsuin.employers;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import natsuin.http.Actors;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.rights.EmployerAct;

/** {@code /api/employer/account}: one's own data and certificates. */
final class AccountRoutes implements Routes {
  private static final String PATH = "/api/employer/account";

  private final PortalTools tools;
  private final Roster roster;
  private final OwnAccount own;
  private final ChangePassword password;

  AccountRoutes(PortalTools tools, Roster roster, OwnAccount own, ChangePassword password) {
    this.tools = tools;
    this.roster = roster;
    this.own = own;
    this.password = password;
  }

  @Override
  public void mount(Router router) {
    var body = Requests.body(tools.bodyLimit());
    router.get(PATH).handler(context -> context.json(view(Actors.employer(context))));
    router.put(PATH).handler(body).handler(this::change);
    router.put(PATH + "/language").handler(body).handler(this::speak);
    router.put(PATH + "/password").handler(body).handler(this::changePassword);
    router.put(PATH + "/email").handler(body).handler(this::moveAddress);
    router.post(PATH + "/email/code").handler(body).handler(this::confirmAddress);
  }

  private JsonObject view(Actor.Employer actor) {
    var view = roster.of(actor.employer());
    var user = view.held().target(actor, actor.id(), EmployerAct.SEE);
    var employer = view.held().employer();
    return view.user(actor, user)
        .put(
            "employer",
            new JsonObject()
                .put("number", employer.number())
                .put("name", employer.name())
                .put("branch", employer.branch().name())
                .put("branchLatin", employer.branch().nameLatin()))
        .put("history", view.history(user));
  }

  private void change(RoutingContext context) {
    var actor = Actors.employer(context);
    own.change(actor, Requests.json(context));
    context.json(view(actor));
  }

  private void speak(RoutingContext context) {
    var actor = Actors.employer(context);
    String language = Requests.text(Requests.json(context), "language");
    if (!language.equals("ja") && !language.equals("en")) {
      throw new Failure.Invalid(new Failure.FieldError("language", "required")).exception();
    }
    own.speak(actor, Locale.of(language));
    context.response().setStatusCode(204).end();
  }

  private void changePassword(RoutingContext context) {
    var actor = Actors.employer(context);
    JsonObject body = Requests.json(context);
    password.change(actor, Requests.text(body, "current"), Requests.text(body, "new"));
    context.response().setStatusCode(204).end();
  }

  private void moveAddress(RoutingContext context) {
    var actor = Actors.employer(context);
    var until = own.moveAddress(actor, Requests.json(context));
    context.response().setStatusCode(202);
    context.json(new JsonObject().put("expiresAt", until.toString()));
  }

  private void confirmAddress(RoutingContext context) {
    var actor = Actors.employer(context);
    JsonObject body = Requests.json(context);
    own.confirmAddress(actor, Requests.text(body, "email"), Requests.text(body, "code"));
    context.json(view(actor));
  }
}
