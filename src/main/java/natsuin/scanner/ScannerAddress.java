package natsuin.scanner;

import io.vertx.core.net.SocketAddress;
import java.util.regex.Pattern;

/** An address of clamd as it stands in the configuration. */
record ScannerAddress(SocketAddress socket, boolean tls) {
  private static final Pattern TCP =
      Pattern.compile("(tcp|tls)://(\\[[0-9a-fA-F:]+]|[^:/\\[\\]]+):(\\d{1,5})");
  private static final int HIGHEST_PORT = 65_535;

  static ScannerAddress parse(String address) {
    if (address.startsWith("unix:/")) {
      String path = address.substring("unix:".length());
      return new ScannerAddress(SocketAddress.domainSocketAddress(path), false);
    }
    var tcp = TCP.matcher(address);
    if (tcp.matches() && Integer.parseInt(tcp.group(3)) <= HIGHEST_PORT) {
      var socket =
          SocketAddress.inetSocketAddress(
              Integer.parseInt(tcp.group(3)), tcp.group(2).replaceAll("[\\[\\]]", ""));
      return new ScannerAddress(socket, tcp.group(1).equals("tls"));
    }
    throw new IllegalArgumentException(
        "must be tcp://host:port, tls://host:port or unix:/path, and is " + address);
  }
}
