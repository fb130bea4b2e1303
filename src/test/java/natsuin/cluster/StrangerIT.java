package natsuin.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import natsuin.kernel.FreePort;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrangerIT {
  private static Cluster cluster;

  @BeforeAll
  static void start() {
    cluster = TestCluster.join(List.of(), TestIdentity.named("the key"));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  @DisplayName("OPS-1: a node with the key joins; one with another key stands alone")
  void nodes() throws Exception {
    try (var friend = TestCluster.join(List.of(cluster.address()), TestIdentity.named("the key"))) {
      assertThat(friend.nodes()).hasSize(2).isEqualTo(cluster.nodes());
    }
    try (var stranger =
        TestCluster.join(List.of(cluster.address()), TestIdentity.named("another key"))) {
      assertThat(stranger.nodes()).containsExactly(stranger.address());
    }
    assertThat(cluster.nodes()).containsExactly(cluster.address());
  }

  @Test
  @DisplayName("OPS-1: a plain member of Hazelcast that knows the cluster's name does not get in")
  void plainMember() {
    var config = new Config().setClusterName("test");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.max.join.seconds", "5");
    var network = config.getNetworkConfig().setPort(FreePort.onLoopback());
    network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    network.getJoin().getAutoDetectionConfig().setEnabled(false);
    network.getJoin().getTcpIpConfig().setEnabled(true).addMember(cluster.address());
    try {
      var member = Hazelcast.newHazelcastInstance(config);
      assertThat(member.getCluster().getMembers()).hasSize(1);
      member.shutdown();
    } catch (IllegalStateException gaveUp) { // not having found whom it was told to meet
      assertThat(gaveUp).hasMessageContaining("failed to start");
    }
    assertThat(cluster.nodes()).containsExactly(cluster.address());
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
    assertThat(TestCluster.answer(port(), (said + " ".repeat(80)).getBytes(StandardCharsets.UTF_8)))
        .isEmpty();
  }

  @Test
  @DisplayName("OPS-1: a proof made up gets a nonce and no proof")
  void madeUp() throws Exception {
    byte[] said = ("natsuin1" + "x".repeat(64)).getBytes(StandardCharsets.UTF_8);
    assertThat(TestCluster.answer(port(), said)).hasSize(32);
  }

  @Test
  @DisplayName("OPS-1: slow loris: who says nothing is cut within the patience")
  void silent() throws Exception {
    long begun = System.nanoTime();
    assertThat(TestCluster.answer(port(), new byte[0])).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isLessThan(JoinCheck.PATIENCE.plusSeconds(5));
  }

  private static int port() {
    return TestCluster.port(cluster);
  }

  @Test
  @DisplayName("OPS-1: replay: what a node said before gets a new nonce and no proof")
  void replay() throws Exception {
    byte[] said = new byte[8 + 32 + 32];
    new SecureRandom().nextBytes(said);
    System.arraycopy("natsuin1".getBytes(StandardCharsets.UTF_8), 0, said, 0, 8);
    byte[] place =
        ByteBuffer.allocate(6).put(new byte[] {127, 0, 0, 1}).putShort((short) port()).array();
    try (var called = new Socket(InetAddress.getLoopbackAddress(), port())) {
      called.getOutputStream().write(said, 0, 40);
      byte[] theirs = called.getInputStream().readNBytes(32);
      byte[] mine = Arrays.copyOfRange(said, 8, 40);
      byte[] proof =
          new TestProof("the key").of(bytes("caller"), bytes("test"), place, mine, theirs);
      System.arraycopy(proof, 0, said, 40, 32);
      called.getOutputStream().write(proof);
      assertThat(called.getInputStream().readNBytes(32))
          .as("the first time it was right")
          .hasSize(32);
    }
    assertThat(TestCluster.answer(port(), said)).as("a nonce").hasSize(32);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("OPS-1: relay: who is called where a node was cannot pass the proof on to a node")
  void relay() throws Exception {
    try (var between = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var node = new Socket(InetAddress.getLoopbackAddress(), between.getLocalPort());
        var heard = between.accept();
        var called = new Socket(InetAddress.getLoopbackAddress(), port())) {
      var caller = Thread.ofVirtual().start(() -> callInVain(node));
      called.getOutputStream().write(heard.getInputStream().readNBytes(40));
      heard.getOutputStream().write(called.getInputStream().readNBytes(32));
      called.getOutputStream().write(heard.getInputStream().readNBytes(32));
      assertThat(called.getInputStream().readAllBytes()).as("no proof, and the end").isEmpty();
      heard.close();
      caller.join();
    }
  }

  private static void callInVain(Socket socket) {
    assertThatThrownBy(() -> new JoinCheck(new TestProof("the key"), "test").onConnect(socket))
        .isInstanceOf(IOException.class);
  }

  @Test
  @DisplayName("OPS-1: reflection: a node that calls is not deceived by its own words")
  void reflection() throws Exception {
    try (var mirror = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var node = new Socket(InetAddress.getLoopbackAddress(), mirror.getLocalPort());
        var heard = mirror.accept()) {
      Thread.ofVirtual().start(() -> reflect(heard));
      assertThatThrownBy(() -> new JoinCheck(new TestProof("the key"), "test").onConnect(node))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no node of this cluster");
    }
  }

  private static void reflect(Socket heard) {
    try {
      byte[] greeting = heard.getInputStream().readNBytes(40);
      heard.getOutputStream().write(Arrays.copyOfRange(greeting, 8, 40));
      heard.getOutputStream().write(heard.getInputStream().readNBytes(32));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("OPS-1: slow loris: a byte now and then does not prolong the patience")
  void trickle() throws Exception {
    long begun = System.nanoTime();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      var closed = Thread.ofVirtual().start(() -> readToTheEnd(socket));
      for (byte next : "natsuin1".getBytes(StandardCharsets.UTF_8)) {
        if (!closed.join(Duration.ofMillis(500))) {
          socket.getOutputStream().write(next);
        }
      }
      assertThat(closed.join(Duration.ofSeconds(5))).isTrue();
    } catch (IOException alreadyClosed) {
      assertThat(alreadyClosed).isInstanceOf(java.net.SocketException.class);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isBetween(JoinCheck.PATIENCE, JoinCheck.PATIENCE.plusSeconds(4));
  }

  private static void readToTheEnd(Socket socket) {
    try {
      socket.getInputStream().readAllBytes();
    } catch (IOException closed) {
      // that, too, is an end
    }
  }

  @Test
  @DisplayName("OPS-1: slow loris: hundreds who begin and never prove do not keep a node out")
  void slowLoris() throws Exception {
    var go = new AtomicBoolean(true);
    var attackers = new ArrayList<Thread>();
    for (int i = 0; i < 300; i++) {
      attackers.add(Thread.ofVirtual().start(() -> keepOneHalfOpen(go)));
    }
    try (var friend = TestCluster.join(List.of(cluster.address()), TestIdentity.named("the key"))) {
      assertThat(friend.nodes()).hasSize(2).isEqualTo(cluster.nodes());
    } finally {
      go.set(false);
      for (var attacker : attackers) {
        attacker.join();
      }
    }
  }

  /** From an address of its own; as soon as it is cut it comes again. */
  private static void keepOneHalfOpen(AtomicBoolean go) {
    while (go.get()) {
      try (var socket = new Socket()) {
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.66"), 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), 1000);
        socket.getOutputStream().write("natsuin1".getBytes(StandardCharsets.UTF_8));
        socket.setSoTimeout(4000);
        socket.getInputStream().readAllBytes();
      } catch (IOException cut) {
        // comes again
      }
    }
  }
}
