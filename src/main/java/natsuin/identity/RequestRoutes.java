package natsuin.identity;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import natsuin.http.Actors;
import natsuin.http.BodyReader;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.kernel.ByteSize;
import natsuin.kernel.Failure;
import org.jspecify.annotations.Nullable;

/** What a customer does with the own open request and its documents. */
final class RequestRoutes implements Routes {
  private static final ByteSize BODY = new ByteSize(16 * 1024);
  private static final int MAX_NAME = 255;
  private static final int PIECE = 1 << 16;

  private final Identity identity;
  private final ConsentDocument consent;
  private final GiveConsent giving;
  private final ChangeFiles files;
  private final SubmitDocuments submitting;
  private final BodyReader bodies;

  RequestRoutes(
      Identity identity,
      ConsentDocument consent,
      GiveConsent giving,
      ChangeFiles files,
      SubmitDocuments submitting,
      BodyReader bodies) {
    this.identity = identity;
    this.consent = consent;
    this.giving = giving;
    this.files = files;
    this.submitting = submitting;
    this.bodies = bodies;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/certificate-request").handler(this::view);
    router.get("/api/consent.pdf").handler(this::consent);
    router
        .put("/api/certificate-request/consent")
        .handler(Requests.body(BODY))
        .handler(this::agree);
    router.post("/api/certificate-request/files").handler(this::upload);
    router.delete("/api/certificate-request/files/:id").handler(this::delete);
    router
        .post("/api/certificate-request/submission")
        .handler(Requests.body(BODY))
        .handler(this::submit);
  }

  private void view(RoutingContext context) {
    answer(context, Actors.user(context));
  }

  private void answer(RoutingContext context, Actor.User user) {
    var view = identity.view(user).await();
    context.json(view.orElseThrow(() -> new Failure.NotFound("no-request").exception()));
  }

  /** Opened means: every byte was written, before the reader can know that it was the last. */
  private void consent(RoutingContext context) {
    var user = Actors.user(context);
    var response =
        context
            .response()
            .putHeader("Content-Type", "application/pdf")
            .putHeader("Content-Disposition", "inline; filename=\"consent.pdf\"")
            .putHeader("Content-Security-Policy", "sandbox; default-src 'none'")
            .setChunked(true);
    byte[] pdf = consent.pdf();
    for (int at = 0; at < pdf.length; at += PIECE) {
      int end = Math.min(pdf.length, at + PIECE);
      response.write(Buffer.buffer(java.util.Arrays.copyOfRange(pdf, at, end))).await();
    }
    giving.delivered(user);
    response.end().await();
  }

  private void agree(RoutingContext context) {
    var user = Actors.user(context);
    giving.agree(user, Requests.text(Requests.json(context), "sha256"));
    answer(context, user);
  }

  private void upload(RoutingContext context) {
    var user = Actors.user(context);
    var place = place(context);
    String name = name(context.request().getHeader("X-File-Name"));
    mayUpload(context, user, place);
    bodies.use(context.request(), user.id(), content -> files.upload(user, place, name, content));
    context.response().setStatusCode(201);
    answer(context, user);
  }

  /** The body is held back meanwhile, and let go unread where it is refused. */
  private void mayUpload(RoutingContext context, Actor.User user, Place place) {
    var request = context.request().pause();
    try {
      files.mayUpload(user, place);
    } catch (Exception refused) {
      request.resume();
      throw refused;
    }
  }

  private static Place place(RoutingContext context) {
    try {
      var query = context.queryParams();
      String part = String.valueOf(query.get("part"));
      String kind = String.valueOf(query.get("kind"));
      return new Place(Part.of(part), kind, Integer.parseInt(query.get("position")));
    } catch (IllegalArgumentException none) {
      throw new Failure.NotFound("not-found").exception();
    }
  }

  private static String name(@Nullable String header) {
    try {
      String name =
          header == null
              ? ""
              : URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8);
      if (!name.isBlank() && name.length() <= MAX_NAME) {
        return name;
      }
    } catch (IllegalArgumentException notEncoded) {
      throw new Failure.Malformed("malformed-request").exception();
    }
    throw new Failure.Invalid(new Failure.FieldError("fileName", "required")).exception();
  }

  private void delete(RoutingContext context) {
    var user = Actors.user(context);
    files.delete(user, Requests.id(context, "id"));
    answer(context, user);
  }

  private void submit(RoutingContext context) {
    var user = Actors.user(context);
    submitting.submit(user, version(Requests.json(context)));
    answer(context, user);
  }

  static int version(JsonObject body) {
    return body.getValue("version") instanceof Integer version ? version : -1;
  }
}
