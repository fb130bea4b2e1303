package natsuin.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.http.WebSocketInternal;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Requests that want to become sockets, as they came in. The router hands out requests, and sockets
 * made of them, in a wrapping that hides the connection; who writes the same bytes to thousands of
 * sockets needs that.
 */
public final class Upgrades {
  /**
   * A connection carries one such request, and nothing after it. Nothing is held here: the request
   * holds its connection, and a stranger who names an upgrade and goes would be kept for ever.
   */
  private static final Map<HttpConnection, WeakReference<HttpServerRequest>> ASKING =
      Collections.synchronizedMap(new WeakHashMap<>());

  private Upgrades() {}

  /** Notes the request if it asks for an upgrade; before any router sees it. */
  public static HttpServerRequest noted(HttpServerRequest request) {
    if (request.headers().contains("Upgrade")) {
      ASKING.put(request.connection(), new WeakReference<>(request));
    }
    return request;
  }

  /** Makes a socket of a request that went through {@link #noted}. */
  public static Future<WebSocketInternal> toWebSocket(HttpServerRequest request) {
    var noted = ASKING.remove(request.connection());
    // Still there: the request that asks is this one in its wrapping.
    HttpServerRequest original = noted == null ? null : noted.get();
    return original == null
        ? Future.failedFuture("not asked for an upgrade")
        : original.toWebSocket().map(WebSocketInternal.class::cast);
  }

  /** How many are kept in mind. */
  static int asking() {
    return ASKING.size();
  }
}
