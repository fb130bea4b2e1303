package natsuin.web;

import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Who comes from inside: from a private address, not through a proxy, and not by the TLS port. What
 * passes TLS on unopened can write no header, and the whole world would come from its address.
 */
final class Inside {
  private Inside() {}

  static boolean is(RoutingContext context) {
    var headers = context.request().headers();
    if (context.request().isSSL()
        || headers.contains("X-Forwarded-For")
        || headers.contains("Forwarded")) {
      return false;
    }
    try {
      var address = InetAddress.getByName(context.request().remoteAddress().hostAddress());
      return address.isLoopbackAddress() || address.isSiteLocalAddress() || isUniqueLocal(address);
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** fc00::/7 (RFC 4193). */
  private static boolean isUniqueLocal(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
  }
}
