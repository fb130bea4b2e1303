package natsuin.boot.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import natsuin.kernel.FreePort;
import natsuin.testkit.TlsFiles;
import org.awaitility.Awaitility;

/** HAProxy that ends TLS before a server that speaks none, as an operator puts it before clamd. */
public final class TlsProxy implements AutoCloseable {
  private final int port = FreePort.onLoopback();
  private final Process process;

  private TlsProxy(Path directory, TlsFiles files, String behind) throws IOException {
    var server = URI.create(behind);
    Path configuration = Files.createDirectories(directory).resolve("haproxy.cfg");
    Files.writeString(
        configuration,
        """
        defaults
          mode tcp
          timeout connect 3s
          timeout client 60s
          timeout server 60s
        listen clamd
          bind 127.0.0.1:%d ssl crt %s
          server one %s:%d
        """
            .formatted(port, files.both(), server.getHost(), server.getPort()));
    this.process =
        ServerProcess.launch(
            List.of("/usr/sbin/haproxy", "-db", "-f", configuration.toString()),
            directory.resolve("log"));
    Awaitility.await().until(this::listens);
  }

  /** Starts one before that {@code tcp://} address. */
  public static TlsProxy before(String address, Path directory, TlsFiles files) throws IOException {
    return new TlsProxy(directory.toAbsolutePath(), files, address);
  }

  private boolean listens() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return !process.isAlive();
    }
  }

  /** Where it listens, under this name of the machine. */
  public String address(String host) {
    return "tls://" + host + ":" + port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
