package natsuin.employers;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Optional;
import natsuin.http.Language;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.http.SessionCookies;

/** {@code /api/employer/registration}: a master user's first registration (EMP-5). */
final class RegistrationRoutes implements Routes {
  private static final String PATH = "/api/employer/registration";
  private static final String COOKIE = "natsuin_registration";

  private final PortalTools tools;
  private final RegisterMaster register;

  RegistrationRoutes(PortalTools tools, RegisterMaster register) {
    this.tools = tools;
    this.register = register;
  }

  @Override
  public void mount(Router router) {
    var body = Requests.body(tools.bodyLimit());
    router.post(PATH).handler(body).handler(this::begin);
    router.get(PATH).handler(this::look);
    router.put(PATH).handler(body).handler(this::enter);
    router.put(PATH + "/email").handler(body).handler(this::sendAnew);
    router.post(PATH + "/code").handler(body).handler(this::finish);
    router.delete(PATH).handler(this::cancel);
  }

  private void begin(RoutingContext context) {
    JsonObject body = Requests.json(context);
    answer(
        context,
        register.begin(
            carried(context),
            Requests.text(body, "employerNumber"),
            Requests.text(body, "initialPassword")));
  }

  private void look(RoutingContext context) {
    context.json(
        register
            .at(carried(context))
            .map(RegistrationRoutes::json)
            .orElseGet(() -> new JsonObject().put("step", "login")));
  }

  private void enter(RoutingContext context) {
    var step =
        register.enter(
            carried(context), Requests.json(context), Locale.of(Language.of(context).tag()));
    context.response().setStatusCode(202);
    answer(context, step);
  }

  private void sendAnew(RoutingContext context) {
    var step = register.sendAnew(carried(context), Requests.json(context));
    context.response().setStatusCode(202);
    answer(context, step);
  }

  private void finish(RoutingContext context) {
    register.finish(carried(context), Requests.text(Requests.json(context), "code"));
    SessionCookies.remove(context, COOKIE, PATH);
    context.response().setStatusCode(204).end();
  }

  private void cancel(RoutingContext context) {
    register.cancel(carried(context));
    SessionCookies.remove(context, COOKIE, PATH);
    context.response().setStatusCode(204).end();
  }

  private static void answer(RoutingContext context, RegisterMaster.Step step) {
    SessionCookies.write(context, COOKIE, PATH, step.carried());
    context.json(json(step));
  }

  private static JsonObject json(RegisterMaster.Step step) {
    var employer = step.user().employer();
    var json =
        new JsonObject()
            .put("step", step.draft().entered().isPresent() ? "code" : "form")
            .put(
                "employer",
                new JsonObject().put("number", employer.number()).put("name", employer.name()));
    step.draft()
        .entered()
        .ifPresent(
            entered ->
                json.put("userId", entered.userId())
                    .put("name", entered.name())
                    .put("email", entered.email())
                    .put("codeUntil", entered.codeUntil().toString()));
    return json;
  }

  private static Optional<String> carried(RoutingContext context) {
    return SessionCookies.read(context, COOKIE);
  }
}
