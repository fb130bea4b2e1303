package natsuin.mandates;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicReference;
import natsuin.http.Actors;
import natsuin.http.Routes;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/mandates/blank.pdf}: the form for a power of attorney on paper (USER-1). */
final class BlankRoutes implements Routes {
  private final MandateTools tools;
  private final AtomicReference<byte @Nullable []> drawn = new AtomicReference<>();

  BlankRoutes(MandateTools tools) {
    this.tools = tools;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/mandates/blank.pdf").handler(this::blank);
  }

  private void blank(RoutingContext context) {
    Actors.user(context);
    context
        .response()
        .putHeader("Content-Type", "application/pdf")
        .putHeader("Content-Disposition", "attachment; filename=\"power-of-attorney.pdf\"")
        .putHeader("Content-Security-Policy", "sandbox; default-src 'none'")
        .end(Buffer.buffer(pdf()))
        .await();
  }

  /** Drawn by the first who asks; it is the same for everybody. */
  private byte[] pdf() {
    byte[] before = drawn.get();
    if (before != null) {
      return before;
    }
    byte[] now =
        tools.pool().executeBlocking(() -> MandatePaper.blank(tools.bankName()), false).await();
    drawn.set(now);
    return now;
  }
}
