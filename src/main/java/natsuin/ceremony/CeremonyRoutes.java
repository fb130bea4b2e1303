package natsuin.ceremony;

import io.vertx.core.json.JsonObject;
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
import natsuin.kernel.ByteSize;
import natsuin.kernel.MailAddresses;

/** {@code /api/contracts/{id}/signature-requests}: PIN, code, 「電子署名」. */
final class CeremonyRoutes implements Routes {
  private static final String PATH = "/api/contracts/:id/signature-requests";

  /** The browser's half, sent to this contract's requests only: {@code request.half}. */
  private static final String HALF = "natsuin_half";

  private final RequestSignature request;
  private final ConfirmCode confirm;
  private final Sign sign;
  private final ContractViews views;
  private final ByteSize bodyLimit;

  CeremonyRoutes(
      RequestSignature request,
      ConfirmCode confirm,
      Sign sign,
      ContractViews views,
      ByteSize bodyLimit) {
    this.request = request;
    this.confirm = confirm;
    this.sign = sign;
    this.views = views;
    this.bodyLimit = bodyLimit;
  }

  @Override
  public void mount(Router router) {
    var body = Requests.body(bodyLimit);
    router.post(PATH).handler(body).handler(this::pin);
    router.post(PATH + "/:request/code").handler(body).handler(this::code);
    router.post(PATH + "/:request/code/resend").handler(this::resend);
    router.post(PATH + "/:request/signature").handler(this::signature);
  }

  private void pin(RoutingContext context) {
    UUID contract = Requests.id(context, "id");
    JsonObject body = Requests.json(context);
    char[] pin = Requests.text(body, "pin").toCharArray();
    var seat = Optional.of(Requests.text(body, "seat")).filter(s -> !s.isEmpty());
    var begun = request.begin(Actors.user(context), contract, seat.map(Requests::id), pin);
    String half = Base64.getUrlEncoder().withoutPadding().encodeToString(begun.half());
    String id = begun.request().id().toString();
    SessionCookies.write(context, HALF, path(contract), id + "." + half);
    context.response().setStatusCode(201);
    context.json(json(begun.request(), begun.sentTo(), true));
  }

  private void code(RoutingContext context) {
    UUID id = Requests.id(context, "request");
    boolean here = half(context, id).isPresent();
    var confirmed =
        confirm.confirm(
            Actors.user(context),
            Requests.id(context, "id"),
            id,
            here,
            Requests.text(Requests.json(context), "code"));
    context.json(json(confirmed.request(), confirmed.sentTo(), here));
  }

  private void resend(RoutingContext context) {
    confirm.resend(
        Actors.user(context), Requests.id(context, "id"), Requests.id(context, "request"));
    context.response().setStatusCode(204).end();
  }

  private void signature(RoutingContext context) {
    Actor.User user = Actors.user(context);
    UUID contract = Requests.id(context, "id");
    UUID id = Requests.id(context, "request");
    sign.sign(user, contract, id, half(context, id));
    SessionCookies.remove(context, HALF, path(contract));
    context.response().setStatusCode(202);
    context.json(views.view(user, contract));
  }

  private static JsonObject json(Request request, String address, boolean here) {
    return new JsonObject()
        .put("id", request.id().toString())
        .put("state", request.state())
        .put("here", here)
        .put("sentTo", MailAddresses.masked(address))
        .put("expiresAt", request.expiresAt().toString());
  }

  private static String path(UUID contract) {
    return "/api/contracts/" + contract + "/signature-requests";
  }

  /** The browser's half of this very request. */
  private static Optional<byte[]> half(RoutingContext context, UUID request) {
    return SessionCookies.read(context, HALF)
        .filter(value -> value.startsWith(request + "."))
        .flatMap(value -> decoded(value.substring(value.indexOf('.') + 1)));
  }

  private static Optional<byte[]> decoded(String text) {
    try {
      return Optional.of(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException tamperedWith) {
      return Optional.empty();
    }
  }
}
