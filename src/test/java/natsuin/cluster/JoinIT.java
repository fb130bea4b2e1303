package natsuin.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.nio.serialization.HazelcastSerializationException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import natsuin.cluster.ClusterConfiguration.Join;
import natsuin.kernel.FreePort;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How nodes find each other. */
class JoinIT {
  private static final ClusterIdentity OURS = TestIdentity.named("the key");

  private static Cluster join(String name, String host, int port, Join join, String service) {
    return TestCluster.join(
        new ClusterConfiguration(name, host, port, FreePort.onLoopback(), join, List.of(), service),
        OURS);
  }

  @Test
  @DisplayName("OPS-1: by kubernetes, nodes find each other at the addresses that DNS names")
  void kubernetes() {
    int port = FreePort.onLoopback();
    try (var first = join("pods", TestCluster.HOST, port, Join.KUBERNETES, "localhost")) {
      var second =
          HazelcastPlan.of(
              new ClusterConfiguration(
                  "pods",
                  TestCluster.HOST,
                  FreePort.onLoopback(),
                  0,
                  Join.KUBERNETES,
                  List.of(),
                  "localhost"),
              TestCluster.HOST);
      second // on one machine it cannot have the same port
          .getNetworkConfig()
          .getJoin()
          .getKubernetesConfig()
          .setProperty("service-port", Integer.toString(port));
      var member = GuardedNode.start(second, OURS.proof());
      assertThat(first.nodes()).hasSize(2);
      member.shutdown();
    }
  }

  @Test
  @DisplayName("OPS-1: by multicast nodes find each other where asked to, and nowhere else")
  void multicast() {
    try (var first = join("lan", TestCluster.HOST, FreePort.onLoopback(), Join.MULTICAST, "");
        var second = join("lan", TestCluster.HOST, FreePort.onLoopback(), Join.MULTICAST, "");
        var unasked = join("lan", TestCluster.HOST, FreePort.onLoopback(), Join.TCP, "")) {
      assertThat(first.nodes()).hasSize(2).isEqualTo(second.nodes());
      assertThat(unasked.nodes()).hasSize(1);
    }
  }

  @Test
  @DisplayName("Attack: what the machine sets for Java opens the port nowhere else (OPS-1)")
  void machinesSettings() {
    var settings =
        Map.of(
            "vertx.hazelcast.config", "classpath:no-such-file.xml",
            "hazelcast.local.localAddress", "127.0.0.5",
            "hazelcast.local.publicAddress", "203.0.113.5:1",
            "hazelcast.socket.bind.any", "true",
            "hazelcast.socket.server.bind.any", "true");
    settings.forEach(System::setProperty);
    try (var node = TestCluster.join(List.of(), OURS)) {
      int port = TestCluster.port(node);
      assertThat(node.address()).isEqualTo(TestCluster.HOST + ":" + port);
      for (String elsewhere : List.of("127.0.0.5", "127.0.0.9", "::1")) {
        assertThatThrownBy(() -> new Socket(InetAddress.ofLiteral(elsewhere), port).close())
            .as(elsewhere)
            .isInstanceOf(ConnectException.class);
      }
    } finally {
      settings.keySet().forEach(System::clearProperty);
    }
  }

  @Test
  @DisplayName("OPS-1: nodes meet by IPv6 too, and are bound to that address only")
  void six() {
    try (var first = join("six", "::1", FreePort.onLoopback(), Join.TCP, "")) {
      int port = TestCluster.port(first);
      var second =
          new ClusterConfiguration(
              "six",
              "::1",
              FreePort.onLoopback(),
              FreePort.onLoopback(),
              Join.TCP,
              List.of("[::1]:" + port),
              "");
      try (var other = TestCluster.join(second, OURS)) {
        assertThat(other.nodes()).hasSize(2).isEqualTo(first.nodes());
      }
      assertThatThrownBy(() -> new Socket(InetAddress.ofLiteral("127.0.0.1"), port).close())
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  @DisplayName("OPS-1: a multicast packet that was forged or changed is not even decoded")
  void forgedPacket() {
    var ours = new MulticastSeal(OURS.proof(), "lan");
    byte[] packet = "where are you".getBytes(StandardCharsets.UTF_8);
    byte[] sealed = ours.closing().process(packet);
    assertThat(ours.opening().process(sealed, 0, sealed.length)).isEqualTo(packet);
    var others =
        List.of(
            new MulticastSeal(new TestProof("another"), "lan"),
            new MulticastSeal(OURS.proof(), "another"));
    for (var other : others) {
      refused(other, sealed);
    }
    refused(ours, packet);
    refused(ours, new byte[0]);
    sealed[0] ^= 1;
    refused(ours, sealed);
  }

  private static void refused(MulticastSeal seal, byte[] packet) {
    assertThatThrownBy(() -> seal.opening().process(packet, 0, packet.length))
        .isInstanceOf(HazelcastSerializationException.class);
  }
}
