package natsuin.web;

import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import natsuin.http.ClientAddress;
import natsuin.http.Encryption;
import natsuin.kernel.Failure;

/**
 * Which portal is entered where (EMP-8). Employers come by the TLS port, which asks for client
 * certificates, or by a proxy that ends TLS and does that; everybody else comes by the other
 * address, so that no customer and no member of staff is asked for a certificate. An operator who
 * gives both the same address has it so.
 */
public final class Entrances {
  private static final int HTTPS = 443;

  private final String everybody;
  private final String employers;
  private final ClientAddress clients;
  private final Encryption encryption;

  /**
   * The two entrances, as browsers reach them.
   *
   * @param everybody {@code http.base-url}
   * @param employers {@code employers.base-url}
   */
  public Entrances(String everybody, String employers, ClientAddress clients) {
    this.everybody = everybody;
    this.employers = employers;
    this.clients = clients;
    this.encryption = new Encryption(everybody, clients);
  }

  String everybody() {
    return everybody;
  }

  String employers() {
    return employers;
  }

  Encryption encryption() {
    return encryption;
  }

  /** A handler for the interface: what is asked at the wrong entrance is refused. */
  void api(RoutingContext context) {
    String path = context.normalizedPath();
    if (ofEmployers(context)) {
      if (!isGuarded(context)) {
        throw new Failure.Forbidden("tls-required").exception();
      }
    } else if (path.startsWith("/api/") && !isShared(path) && isEmployersEntrance(context)) {
      throw new Failure.NotFound("other-entrance").exception();
    }
    context.next();
  }

  /** Leads a page to the entrance that it belongs to; false where it is shown here. */
  boolean page(RoutingContext context) {
    String path = context.normalizedPath();
    if (isEmployersPage(path)) {
      return !isGuarded(context) && lead(context, employers + asked(context));
    }
    if (!isEmployersEntrance(context) || path.startsWith("/no-")) {
      return false;
    }
    return lead(context, path.equals("/") ? "/employer/" : everybody + asked(context));
  }

  /** Whether the path belongs to employers' users. */
  static boolean ofEmployers(RoutingContext context) {
    String path = context.normalizedPath();
    if (path.startsWith("/api/live")) {
      String portal = context.request().getParam("portal");
      return "employer".equals(portal) || "issuance".equals(portal);
    }
    return path.equals("/api/employer") || path.startsWith("/api/employer/");
  }

  private static boolean isEmployersPage(String path) {
    return path.equals("/employer") || path.startsWith("/employer/");
  }

  private static boolean isShared(String path) {
    return path.equals("/api/service")
        || path.equals("/api/fields.json")
        || path.equals("/api/openapi.json");
  }

  /**
   * Encrypted, and asked for a certificate: on our own TLS port, or by a proxy at the employers'
   * address. The same proxy may serve MyPage, where it asks for none and passes on whatever
   * browsers write.
   */
  boolean isGuarded(RoutingContext context) {
    return context.request().isSSL()
        || (isAddressedToEmployers(context) && encryption.isEncrypted(context));
  }

  private boolean isEmployersEntrance(RoutingContext context) {
    return !origin(everybody).equals(origin(employers))
        && (context.request().isSSL() || isAddressedToEmployers(context));
  }

  private boolean isAddressedToEmployers(RoutingContext context) {
    var asked = context.request().authority();
    var ours = URI.create(employers);
    return asked != null
        && clients.isFromProxy(context)
        && asked.host().equalsIgnoreCase(ours.getHost())
        && port(asked.port()) == port(ours.getPort());
  }

  private static int port(int named) {
    return named < 0 ? HTTPS : named;
  }

  private static String asked(RoutingContext context) {
    String query = context.request().query();
    return context.normalizedPath() + (query == null || query.isEmpty() ? "" : "?" + query);
  }

  private static boolean lead(RoutingContext context, String where) {
    context
        .response()
        .setStatusCode(302)
        .putHeader("Location", where)
        .putHeader("Cache-Control", "no-store")
        .end();
    return true;
  }

  static String origin(String address) {
    URI uri = URI.create(address);
    return uri.getScheme() + "://" + uri.getAuthority();
  }
}
