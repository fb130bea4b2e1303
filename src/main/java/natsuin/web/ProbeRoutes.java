package natsuin.web;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import natsuin.http.Routes;
import natsuin.http.SessionCookies;
import natsuin.http.Upgrades;

/**
 * What the page that checks a browser needs an answer to from outside the browser (EMP-10): whether
 * a cookie of ours comes back, what time it is here, whether a socket gets through. Knows nobody
 * and keeps nothing.
 */
public final class ProbeRoutes implements Routes {
  private static final String PATH = "/employer/check/probe";
  private static final String COOKIE = "natsuin_probe";

  private final InstantSource clock;

  /** By this clock. */
  public ProbeRoutes(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void mount(Router router) {
    router.get(PATH).handler(this::answer);
    router.get(PATH + "/socket").handler(ProbeRoutes::socket);
  }

  /** Says whether the cookie came along, and sets it for the next time. */
  private void answer(RoutingContext context) {
    boolean came = context.request().getCookie(COOKIE) != null;
    SessionCookies.write(context, COOKIE, PATH, "1");
    context.response().putHeader("Cache-Control", "no-store");
    context.json(new JsonObject().put("cookie", came).put("time", clock.instant().toString()));
  }

  /** A socket that says hello and is over. */
  private static void socket(RoutingContext context) {
    Upgrades.toWebSocket(context.request())
        .onSuccess(socket -> socket.writeTextMessage("hello").onComplete(sent -> socket.close()))
        .onFailure(refused -> context.fail(400));
  }
}
