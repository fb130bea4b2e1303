package natsuin.mandates;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import natsuin.http.Actors;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.http.SessionCookies;
import natsuin.kernel.Actor;

/** {@code /api/mandates}: 「システム作成」, and its signature by PIN, code and 「電子署名」. */
final class MandateRoutes implements Routes {
  private static final String PATH = "/api/mandates/:id";
  private static final String REQUESTS = PATH + "/signature-requests";

  /** The browser's half, sent for this power of attorney only: {@code request.half}. */
  private static final String HALF = "natsuin_half";

  private final MandateTools tools;
  private final DraftMandate draft;
  private final RequestMandateSignature request;
  private final ConfirmMandateCode confirm;
  private final SignMandate sign;
  private final OpenMandate.Finder finder;
  private final MandateView view;

  MandateRoutes(MandateTools tools) {
    this.tools = tools;
    this.draft = new DraftMandate(tools);
    this.request = new RequestMandateSignature(tools);
    this.confirm = new ConfirmMandateCode(tools);
    this.sign = new SignMandate(tools);
    this.finder = new OpenMandate.Finder(tools);
    this.view = new MandateView(tools);
  }

  @Override
  public void mount(Router router) {
    var body = Requests.body(tools.bodyLimit());
    router.post("/api/mandates").handler(body).handler(this::draft);
    router.get(PATH).handler(this::show);
    router.post(REQUESTS).handler(body).handler(this::pin);
    router.post(REQUESTS + "/:request/code").handler(body).handler(this::code);
    router.post(REQUESTS + "/:request/code/resend").handler(this::resend);
    router.post(REQUESTS + "/:request/signature").handler(this::signature);
  }

  private void draft(RoutingContext context) {
    Actor.User user = Actors.user(context);
    MandateReadiness.check(user);
    var asked = MandateInput.read(tools.database(), user, Requests.json(context));
    Mandate mandate = draft.draft(user, asked.purpose(), asked.agent());
    context.response().setStatusCode(201);
    context.json(view.of(user, mandate, Optional.empty()));
  }

  private void show(RoutingContext context) {
    Actor.User user = Actors.user(context);
    answer(context, user, finder.visible(user, Requests.id(context, "id")));
  }

  private void pin(RoutingContext context) {
    Actor.User user = Actors.user(context);
    UUID id = Requests.id(context, "id");
    char[] pin = Requests.text(Requests.json(context), "pin").toCharArray();
    var begun = request.begin(user, id, pin);
    String half = Base64.getUrlEncoder().withoutPadding().encodeToString(begun.half());
    UUID request = begun.request().id();
    SessionCookies.write(context, HALF, path(id), request + "." + half);
    context.response().setStatusCode(201);
    context.json(view.of(user, finder.visible(user, id), Optional.of(request)));
  }

  private void code(RoutingContext context) {
    Actor.User user = Actors.user(context);
    UUID id = Requests.id(context, "id");
    UUID request = Requests.id(context, "request");
    String code = Requests.text(Requests.json(context), "code");
    confirm.confirm(user, id, request, half(context, request).isPresent(), code);
    answer(context, user, finder.visible(user, id));
  }

  private void resend(RoutingContext context) {
    confirm.resend(
        Actors.user(context), Requests.id(context, "id"), Requests.id(context, "request"));
    context.response().setStatusCode(204).end();
  }

  private void signature(RoutingContext context) {
    Actor.User user = Actors.user(context);
    UUID id = Requests.id(context, "id");
    UUID request = Requests.id(context, "request");
    sign.sign(user, id, request, half(context, request));
    SessionCookies.remove(context, HALF, path(id));
    answer(context, user, finder.visible(user, id));
  }

  private void answer(RoutingContext context, Actor.User user, Mandate mandate) {
    context.json(view.of(user, mandate, cookie(context).map(Half::request)));
  }

  private static String path(UUID mandate) {
    return "/api/mandates/" + mandate;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Half(UUID request, byte[] half) {}

  /** The browser's half of this very request. */
  private static Optional<byte[]> half(RoutingContext context, UUID request) {
    return cookie(context).filter(half -> half.request().equals(request)).map(Half::half);
  }

  private static Optional<Half> cookie(RoutingContext context) {
    return SessionCookies.read(context, HALF).flatMap(MandateRoutes::decoded);
  }

  private static Optional<Half> decoded(String text) {
    int dot = text.indexOf('.');
    try {
      return dot < 0
          ? Optional.empty()
          : Optional.of(
              new Half(
                  UUID.fromString(text.substring(0, dot)),
                  Base64.getUrlDecoder().decode(text.substring(dot + 1))));
    } catch (IllegalArgumentException tamperedWith) {
      return Optional.empty();
    }
  }
}
