package natsuin.http;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;

/** Whether requests come encrypted all the way from the browser, as far as can be told. */
public final class Encryption {
  private static final String KEY = "natsuin.cookies-encrypted";

  private final boolean promised;
  private final ClientAddress clients;

  /**
   * At that service.
   *
   * @param baseUrl {@code http.base-url}: where it begins with https, browsers send no cookie
   *     otherwise, whatever the proxy before us says
   */
  public Encryption(String baseUrl, ClientAddress clients) {
    this.promised = baseUrl.startsWith("https:");
    this.clients = clients;
  }

  /** A handler: whoever writes cookies asks {@link #ofCookies}. */
  public void note(RoutingContext context) {
    context.put(KEY, promised || isEncrypted(context));
    context.next();
  }

  /** By our own TLS port, or by a proxy that we trust and that says https, once. */
  public boolean isEncrypted(RoutingContext context) {
    var request = context.request();
    List<String> said = request.headers().getAll("X-Forwarded-Proto");
    return request.isSSL()
        || (clients.isFromProxy(context)
            && said.size() == 1
            && said.getFirst().strip().equalsIgnoreCase("https"));
  }

  /** Whether what is written to this browser may come back encrypted only. */
  static boolean ofCookies(RoutingContext context) {
    return Objects.requireNonNullElseGet(
        context.<Boolean>get(KEY), () -> context.request().isSSL());
  }
}
