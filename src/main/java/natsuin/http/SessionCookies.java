package natsuin.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import natsuin.kernel.Portal;

/** The cookies that sessions travel in: out of reach for scripts and for other sites (SEC-2). */
public final class SessionCookies {
  private static final int LONGEST = 4000;

  private SessionCookies() {}

  /** The token that the browser sent for this portal. */
  public static Optional<String> read(RoutingContext context, Portal portal) {
    return read(context, name(portal));
  }

  /** The cookie of that name, if it is there and of a sane length. */
  public static Optional<String> read(RoutingContext context, String name) {
    return Optional.ofNullable(context.request().getCookie(name))
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty() && value.length() <= LONGEST);
  }

  /** Gives the browser its token; it keeps it until it is closed. */
  public static void write(RoutingContext context, Portal portal, String token) {
    write(context, name(portal), "/", token);
  }

  /** Gives the browser a cookie that it sends to this path only. */
  public static void write(RoutingContext context, String name, String path, String value) {
    context.response().addCookie(guarded(context, name, path, value));
  }

  /** Gives the browser a cookie that it keeps for so long, also while it is switched off. */
  public static void keep(
      RoutingContext context, String name, String path, String value, Duration lasting) {
    context
        .response()
        .addCookie(guarded(context, name, path, value).setMaxAge(lasting.toSeconds()));
  }

  /** Takes the token away. */
  public static void remove(RoutingContext context, Portal portal) {
    remove(context, name(portal), "/");
  }

  /** Takes a cookie away. */
  public static void remove(RoutingContext context, String name, String path) {
    context.response().addCookie(guarded(context, name, path, "").setMaxAge(0));
  }

  private static Cookie guarded(RoutingContext context, String name, String path, String value) {
    return Cookie.cookie(name, value)
        .setPath(path)
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.STRICT)
        .setSecure(Encryption.ofCookies(context));
  }

  private static String name(Portal portal) {
    return "natsuin_" + portal.code();
  }
}
