package natsuin.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Set;
import natsuin.kernel.Failure;

/**
 * No other site changes anything here in a customer's name: what a browser says about where a
 * changing request comes from must name this service (Fetch Metadata; RFC 6454 Origin).
 */
public final class SameOrigin {
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private final String origin;

  /** For the service at this address. */
  public SameOrigin(String baseUrl) {
    this.origin = origin(URI.create(baseUrl));
  }

  /** Lets the request pass, or fails as {@link Failure.Forbidden}. */
  public void check(RoutingContext context) {
    var request = context.request();
    if (!SAFE.contains(request.method()) && !(fetchedHere(context) && sentHere(context))) {
      throw new Failure.Forbidden("cross-site").exception();
    }
    context.next();
  }

  private static boolean fetchedHere(RoutingContext context) {
    String site = context.request().getHeader("Sec-Fetch-Site");
    return site == null || site.equals("same-origin") || site.equals("none");
  }

  /** Clients that are no browsers name no origin. */
  private boolean sentHere(RoutingContext context) {
    String from = context.request().getHeader("Origin");
    return from == null || from.equals(origin) || from.equals(asAddressed(context));
  }

  /** The same node is reached under several names in development: the name asked for counts. */
  private static String asAddressed(RoutingContext context) {
    var authority = context.request().authority();
    return authority == null ? "" : context.request().scheme() + "://" + authority;
  }

  private static String origin(URI uri) {
    return uri.getScheme() + "://" + uri.getAuthority();
  }
}
