package natsuin.cluster;

import io.vertx.core.VertxOptions;
import io.vertx.core.spi.VertxTracerFactory;
import io.vertx.micrometer.MicrometerMetricsFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import natsuin.kernel.FreePort;

/** Nodes of nothing but a cluster, and what a stranger hears of them. */
final class TestCluster {
  static final String HOST = "127.0.0.1";

  private TestCluster() {}

  static Cluster join(List<String> members, ClusterIdentity identity) {
    return join(configuration(members), identity);
  }

  static Cluster join(ClusterConfiguration configuration, ClusterIdentity identity) {
    return Cluster.join(
        configuration,
        identity,
        new VertxOptions(),
        new MicrometerMetricsFactory(),
        VertxTracerFactory.NOOP);
  }

  static ClusterConfiguration configuration(List<String> members) {
    return new ClusterConfiguration(
        "test",
        HOST,
        FreePort.onLoopback(),
        FreePort.onLoopback(),
        ClusterConfiguration.Join.TCP,
        members,
        "");
  }

  static int port(Cluster cluster) {
    return Integer.parseInt(cluster.address().substring(cluster.address().lastIndexOf(':') + 1));
  }

  /** All that comes until the other end closes. */
  static byte[] answer(int port, byte[] said) throws IOException {
    var heard = new ByteArrayOutputStream();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(said);
      socket.getInputStream().transferTo(heard);
    } catch (SocketException e) {
      if (!String.valueOf(e.getMessage()).contains("reset")) { // closed with what was said unread
        throw e;
      }
    }
    return heard.toByteArray();
  }
}
