package natsuin.scanner;

import io.vertx.core.net.SocketAddress;
import java.util.regex.Pattern;

/** Reads an address of clamd as it stands in the configuration. */
final class ScannerAddress {
  private static final Pattern TCP =
      Pattern.compile("tcp://(\\[[0-9a-fA-F:]+]|[^:/\\[\\]]+):(\\d{1,5})");
  private static final int HIGHEST_PORT = 65_535;

  private ScannerAddress() {}

  static SocketAddress parse(String address) {
    if (address.startsWith("unix:/")) {
      return SocketAddress.domainSocketAddress(address.substring("unix:".length()));
    }
    var tcp = TCP.matcher(address);
    if (tcp.matches() && Integer.parseInt(tcp.group(2)) <= HIGHEST_PORT) {
      return SocketAddress.inetSocketAddress(
          Integer.parseInt(tcp.group(2)), tcp.group(1).replaceAll("[\\[\\]]", ""));
    }
    throw new IllegalArgumentException("must be tcp://host:port or unix:/path, and is " + address);
  }
}
