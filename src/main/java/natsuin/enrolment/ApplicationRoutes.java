package natsuin.enrolment;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Locale;
import natsuin.enrolment.ApplicationStore.Entry;
import natsuin.http.ClientAddress;
import natsuin.http.Language;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.http.SessionCookies;
import natsuin.kernel.ByteSize;
import natsuin.kernel.MailAddresses;
import natsuin.users.StaffStore;

/** {@code /api/applications}: what somebody without an account does, in one browser. */
final class ApplicationRoutes implements Routes {
  private static final String PATH = "/api/applications";
  private static final String CURRENT = PATH + "/current";
  private static final String COOKIE = "natsuin_application";
  private static final ByteSize BODY = new ByteSize(32 << 10);

  private final Ground ground;
  private final Apply apply;
  private final ConfirmApplication confirm;

  ApplicationRoutes(Ground ground, Apply apply, ConfirmApplication confirm) {
    this.ground = ground;
    this.apply = apply;
    this.confirm = confirm;
  }

  @Override
  public void mount(Router router) {
    var body = Requests.body(BODY);
    router.get("/api/branches").handler(this::branches);
    router.post(PATH).handler(body).handler(this::begin);
    router.get(CURRENT).handler(this::current);
    router.put(CURRENT).handler(body).handler(this::correct);
    router.delete(CURRENT).handler(this::forget);
    router.post(CURRENT + "/code").handler(body).handler(this::code);
  }

  private void branches(RoutingContext context) {
    var items = new JsonArray();
    StaffStore.branches(ground.database().client())
        .await()
        .forEach(branch -> items.add(Branches.json(branch)));
    context.json(new JsonObject().put("items", items));
  }

  private void begin(RoutingContext context) {
    var begun = apply.begin(Requests.json(context), language(context), ClientAddress.of(context));
    SessionCookies.write(context, COOKIE, PATH, begun.token());
    context.response().setStatusCode(201);
    context.json(sent(begun.entry()));
  }

  private void correct(RoutingContext context) {
    var typed = Requests.json(context);
    var entry = apply.correct(token(context), typed, language(context), ClientAddress.of(context));
    context.json(sent(entry));
  }

  private void code(RoutingContext context) {
    String code = Requests.text(Requests.json(context), "code");
    context.json(outcome(confirm.confirm(token(context), code, ClientAddress.of(context))));
  }

  /** Only what this browser typed goes back to it, and after the code only what became of it. */
  private void current(RoutingContext context) {
    context.json(
        SessionCookies.read(context, COOKIE)
            .flatMap(apply::ofBrowser)
            .map(this::shown)
            .orElseGet(() -> new JsonObject().put("state", "none")));
  }

  /** Another application may be begun in this browser. */
  private void forget(RoutingContext context) {
    SessionCookies.remove(context, COOKIE, PATH);
    context.response().setStatusCode(204).end();
  }

  private JsonObject shown(Application application) {
    var personal = application.personal();
    return application.state() == ApplicationState.ENTERED && personal != null
        ? sent(application.id().toString(), personal, application.codeUntil())
            .put("fields", personal.fields())
        : outcome(application);
  }

  private JsonObject sent(Entry entry) {
    return sent(entry.id().toString(), entry.personal(), entry.codeUntil());
  }

  private JsonObject sent(String id, Personal personal, Instant codeUntil) {
    return new JsonObject()
        .put("id", id)
        .put("state", ApplicationState.ENTERED.code())
        .put("email", personal.email())
        .put("codeUntil", codeUntil.toString())
        .put("sender", ground.sender());
  }

  /** What the branch decided comes by mail, not to whoever sits at this browser next. */
  private static JsonObject outcome(Application application) {
    var personal = application.personal();
    var json =
        new JsonObject()
            .put("id", application.id().toString())
            .put("state", ApplicationState.SUBMITTED.code())
            .put("number", application.number());
    return personal == null
        ? json
        : json.put("email", MailAddresses.masked(personal.email()))
            .put("identification", personal.identification().code());
  }

  private static String token(RoutingContext context) {
    return SessionCookies.read(context, COOKIE).orElseThrow(Apply::none);
  }

  private static Locale language(RoutingContext context) {
    return Locale.of(Language.of(context).tag());
  }
}
