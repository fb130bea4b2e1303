package natsuin.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import natsuin.kernel.Allowed;
import natsuin.kernel.ByteSize;
import natsuin.kernel.FreePort;

/** Where this node listens and what it takes in. */
public record HttpConfiguration(
    String host,
    @Allowed(from = "0", to = "65535") int port,
    @Allowed(from = "0", to = "65535") int httpsPort,
    @Allowed(empty = true) String baseUrl,
    String webroot,
    @Allowed(from = "1", to = "64") int instances,
    @Allowed(from = "1 KB", to = "10 MB") ByteSize bodyLimit,
    @Allowed(empty = true) List<String> trustedProxies,
    @Allowed(from = "0 s", to = "5 min") Duration drain) {

  /**
   * The same with nothing left open: a free port where it was 0, an address where it was empty.
   *
   * @throws UncheckedIOException if no port is free
   */
  public HttpConfiguration settled() {
    int settledPort = port == 0 ? freePort(httpsPort) : port;
    int settledHttps = httpsPort == 0 ? freePort(settledPort) : httpsPort;
    String address = baseUrl.isEmpty() ? "http://localhost:" + settledPort : baseUrl;
    return new HttpConfiguration(
        host,
        settledPort,
        settledHttps,
        address,
        webroot,
        instances,
        bodyLimit,
        trustedProxies,
        drain);
  }

  /** A port that was free a moment ago may be given again: never that of the other listener. */
  private int freePort(int other) {
    try {
      int free = other;
      while (free == other) {
        free = FreePort.on(InetAddress.getByName(host));
      }
      return free;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
