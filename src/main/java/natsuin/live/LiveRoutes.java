package natsuin.live;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Optional;
import natsuin.http.Actors;
import natsuin.http.Routes;
import natsuin.http.Upgrades;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import org.jspecify.annotations.Nullable;

/** The door for sockets, and the window for those whose network lets no socket through. */
final class LiveRoutes implements Routes {
  private final Live live;

  LiveRoutes(Live live) {
    this.live = live;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/live").handler(this::upgrade);
    router.get("/api/live/poll").handler(this::poll);
  }

  private void upgrade(RoutingContext context) {
    Actor actor = somebody(context);
    requireOwnOrigin(context);
    Upgrades.toWebSocket(context.request()).onSuccess(socket -> live.connect(socket, actor));
  }

  private void poll(RoutingContext context) {
    Actor actor = somebody(context);
    LiveTopic topic =
        Optional.ofNullable(context.request().getParam("topic"))
            .flatMap(name -> LiveTopic.parse(name, actor))
            .orElseThrow(() -> new Failure.NotFound("no-such-topic").exception());
    String epoch = Optional.ofNullable(context.request().getParam("epoch")).orElse("");
    long after = number(context.request().getParam("after"));
    context.json(live.look(topic, actor, new LiveHistory.Head(epoch, after)).await());
  }

  private static Actor somebody(RoutingContext context) {
    Actor actor = Actors.any(context);
    if (actor instanceof Actor.Stranger) {
      throw new Failure.Unauthenticated("not-logged-in").exception();
    }
    return actor;
  }

  /** A page of another origin may open sockets here and the browser would send the cookie along. */
  private static void requireOwnOrigin(RoutingContext context) {
    String origin = context.request().getHeader("Origin");
    String host = context.request().getHeader("Host");
    if (origin == null || host == null || !host.equalsIgnoreCase(authority(origin))) {
      throw new Failure.Forbidden("foreign-origin").exception();
    }
  }

  private static @Nullable String authority(String origin) {
    try {
      return URI.create(origin).getRawAuthority();
    } catch (IllegalArgumentException notAnOrigin) {
      return null;
    }
  }

  private static long number(@Nullable String text) {
    try {
      return text == null ? 0 : Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      throw new Failure.Malformed("malformed").exception();
    }
  }
}
