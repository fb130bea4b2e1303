package natsuin.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import io.vertx.core.VertxOptions;
import io.vertx.core.spi.VertxTracerFactory;
import io.vertx.micrometer.MicrometerMetricsFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrangerIT {
  private static Cluster cluster;

  @BeforeAll
  static void start() throws IOException {
    cluster = join(List.of(), "the key");
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  @DisplayName("OPS-1: a node with the key joins; one with another key stands alone")
  void nodes() throws Exception {
    try (var friend = join(List.of(cluster.address()), "the key")) {
      assertThat(friend.nodes()).hasSize(2).isEqualTo(cluster.nodes());
    }
    try (var stranger = join(List.of(cluster.address()), "another key")) {
      assertThat(stranger.nodes()).containsExactly(stranger.address());
    }
    assertThat(cluster.nodes()).containsExactly(cluster.address());
  }

  @Test
  @DisplayName("OPS-1: a plain member of Hazelcast that knows the cluster's name stands alone")
  void plainMember() throws Exception {
    var config = new Config().setClusterName("test");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.max.join.seconds", "5");
    var network = config.getNetworkConfig().setPort(freePort());
    network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    network.getJoin().getAutoDetectionConfig().setEnabled(false);
    network.getJoin().getTcpIpConfig().setEnabled(true).addMember(cluster.address());
    var member = Hazelcast.newHazelcastInstance(config);
    try {
      assertThat(member.getCluster().getMembers()).hasSize(1);
      assertThat(cluster.nodes()).containsExactly(cluster.address());
    } finally {
      member.shutdown();
    }
  }

  @Test
  @DisplayName("OPS-1: a real client of Hazelcast that knows the cluster's name gets no connection")
  void client() {
    var config = new ClientConfig().setClusterName("test");
    config.getNetworkConfig().addAddress(cluster.address()).setConnectionTimeout(1000);
    config
        .getConnectionStrategyConfig()
        .getConnectionRetryConfig()
        .setClusterConnectTimeoutMillis(3000);
    assertThatThrownBy(() -> HazelcastClient.newHazelcastClient(config))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HZC", "CP2", "GET /hazelcast/health HTTP/1.1\r\n\r\n", "stats\r\n", "natsuin0"})
  @DisplayName("OPS-1: whoever speaks another protocol to the port is cut without an answer")
  void otherProtocols(String said) throws Exception {
    assertThat(answer((said + " ".repeat(80)).getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  @DisplayName("OPS-1: a proof made up gets a nonce and no proof")
  void madeUp() throws Exception {
    byte[] said = ("natsuin1" + "x".repeat(64)).getBytes(StandardCharsets.UTF_8);
    assertThat(answer(said)).hasSize(32);
  }

  @Test
  @DisplayName("OPS-1: slow loris: who says nothing is cut within the patience")
  void silent() throws Exception {
    long begun = System.nanoTime();
    assertThat(answer(new byte[0])).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isLessThan(JoinCheck.PATIENCE.plusSeconds(5));
  }

  private static byte[] answer(byte[] said) throws IOException {
    int colon = cluster.address().lastIndexOf(':');
    int port = Integer.parseInt(cluster.address().substring(colon + 1));
    var heard = new ByteArrayOutputStream();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(said);
      socket.getInputStream().transferTo(heard);
    } catch (java.net.SocketException e) {
      assertThat(e).hasMessageContaining("reset"); // closed with what was said unread
    }
    return heard.toByteArray();
  }

  private static Cluster join(List<String> members, String key) throws IOException {
    var configuration = new ClusterConfiguration("test", "127.0.0.1", freePort(), 0, members);
    return Cluster.join(
        configuration,
        TestIdentity.named(key),
        new VertxOptions(),
        new MicrometerMetricsFactory(),
        VertxTracerFactory.NOOP);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
