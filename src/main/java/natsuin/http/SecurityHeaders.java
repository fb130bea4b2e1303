package natsuin.http;

import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What every answer tells the browser not to do (SEC-3). */
public final class SecurityHeaders {
  /** {@code wasm-unsafe-eval} lets the PDF viewer decode JPEG 2000; it does not allow script. */
  private static final String CONTENT_POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self' 'wasm-unsafe-eval'",
          "style-src 'self'",
          "img-src 'self' data: blob:",
          "font-src 'self' data:",
          "connect-src 'self'%s",
          "worker-src 'self'",
          "manifest-src 'self'",
          "form-action 'self'",
          "base-uri 'none'",
          "frame-ancestors 'none'");

  private static final Map<String, String> ALWAYS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "same-origin",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Permissions-Policy",
              "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()");

  private final boolean encryptedOutside;
  private final boolean employersApart;
  private final String contentPolicy;

  /**
   * For a service at this address; a proxy before it may do the encryption.
   *
   * @param employersUrl the address of the employer portal
   * @param reachable other addresses that pages may ask, whether they answer
   */
  public SecurityHeaders(String baseUrl, String employersUrl, List<URI> reachable) {
    this.encryptedOutside = baseUrl.startsWith("https://");
    this.employersApart = !host(baseUrl).equals(host(employersUrl));
    this.contentPolicy =
        CONTENT_POLICY.formatted(
            reachable.stream()
                .map(address -> " " + address.getScheme() + "://" + address.getAuthority())
                .distinct()
                .collect(Collectors.joining()));
  }

  /** Adds the headers. */
  public void add(RoutingContext context) {
    var headers = context.response().headers();
    ALWAYS.forEach(headers::set);
    headers.set("Content-Security-Policy", contentPolicy);
    // A promise of a name counts for all its ports: not where one of them is served in the clear.
    if (encryptedOutside || (employersApart && context.request().isSSL())) {
      headers.set("Strict-Transport-Security", "max-age=31536000");
    }
    context.next();
  }

  private static String host(String address) {
    return URI.create(address).getHost();
  }
}
