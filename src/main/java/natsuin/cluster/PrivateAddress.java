package natsuin.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses that no stranger can reach. */
final class PrivateAddress {
  private PrivateAddress() {}

  static InetAddress of(String host) {
    try {
      var address = InetAddress.getByName(host);
      if (!isPrivate(address)) {
        throw new IllegalArgumentException(
            "cluster.host: must be a private address (loopback, 10/8, 172.16/12, 192.168/16,"
                + " fc00::/7), and is "
                + host);
      }
      return address;
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("cluster.host: no such host: " + host, e);
    }
  }

  private static boolean isPrivate(InetAddress address) {
    boolean uniqueLocal =
        address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
    return address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || uniqueLocal;
  }
}
