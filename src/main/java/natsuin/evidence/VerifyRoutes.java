package natsuin.evidence;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import natsuin.http.BodyReader;
import natsuin.http.ClientAddress;
import natsuin.http.Language;
import natsuin.http.Problems;
import natsuin.http.Routes;
import natsuin.kernel.FailureException;
import natsuin.lockout.Throttle;
import natsuin.verification.Progress;
import natsuin.verification.ReportJson;

/**
 * {@code POST /api/verifications}: anybody's PDF (SIG-4). Whoever accepts lines of JSON hears how
 * far it is; the last line is the report or a problem document.
 */
final class VerifyRoutes implements Routes {
  private static final String LINES = "application/x-ndjson";
  private static final String DOOR = "verifications";

  private final VerifyAnyPdf verify;
  private final Throttle throttle;
  private final BodyReader bodies;

  VerifyRoutes(VerifyAnyPdf verify, Throttle throttle, BodyReader bodies) {
    this.verify = verify;
    this.throttle = throttle;
    this.bodies = bodies;
  }

  @Override
  public void mount(Router router) {
    router.post("/api/verifications").handler(this::verify);
  }

  private void verify(RoutingContext context) {
    var request = context.request();
    String type = request.getHeader("Content-Type");
    if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/pdf")) {
      throw new HttpException(415);
    }
    String client = ClientAddress.of(context);
    // The body waits meanwhile: whoever reads it is not there yet.
    request.pause();
    try {
      throttle.admit(DOOR, client).await();
    } finally {
      request.resume();
    }
    boolean lines = Objects.requireNonNullElse(request.getHeader("Accept"), "").contains(LINES);
    bodies.use(
        request,
        VerifyAnyPdf.sender(client),
        file -> {
          if (lines) {
            inLines(context, file);
          } else {
            context.json(report(context, file, Progress.UNHEARD));
          }
          return true;
        });
  }

  private JsonObject report(RoutingContext context, byte[] file, Progress progress) {
    return ReportJson.of(verify.verify(file, progress), Language.of(context));
  }

  private void inLines(RoutingContext context, byte[] file) {
    HttpServerResponse response = context.response();
    Context here = Objects.requireNonNull(Vertx.currentContext());
    AtomicBoolean begun = new AtomicBoolean();
    Progress progress =
        (step, done, of) -> {
          begun.set(true);
          here.runOnContext(
              now ->
                  line(
                      response,
                      new JsonObject()
                          .put("step", step.name().toLowerCase(Locale.ROOT))
                          .put("done", done)
                          .put("of", of)));
        };
    JsonObject last;
    try {
      last = new JsonObject().put("report", report(context, file, progress));
    } catch (FailureException expected) {
      if (!begun.get()) {
        throw expected;
      }
      last =
          new JsonObject()
              .put("problem", Problems.document(expected.failure(), Language.of(context)));
    }
    // In the queue of the lines before it: an answer that is ready at once would overtake them.
    JsonObject end = last;
    here.runOnContext(
        now -> {
          line(response, end);
          response.end();
        });
  }

  private static void line(HttpServerResponse response, JsonObject line) {
    if (response.closed() || response.ended()) {
      return;
    }
    if (!response.headWritten()) {
      response.putHeader("Content-Type", LINES).putHeader("X-Accel-Buffering", "no");
      response.setChunked(true);
    }
    response.write(line.encode() + "\n");
  }
}
