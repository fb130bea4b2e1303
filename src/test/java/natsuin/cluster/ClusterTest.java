package natsuin.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import natsuin.cluster.ClusterConfiguration.Join;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterTest {
  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.7", "8.8.8.8", "0.0.0.0", "::", "2001:db8::1", "172.32.0.1"})
  @DisplayName("OPS-1: a node refuses to open its cluster port on a public address, or on all")
  void publicAddress(String host) {
    assertThatThrownBy(() -> join(host))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cluster.host: must be a private address")
        .hasMessageContaining(host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.9", "fd00::1", "::1"})
  @DisplayName("OPS-1: private addresses are taken")
  void privateAddress(String host) {
    assertThat(PrivateAddress.of(host)).isNotNull();
  }

  @Test
  @DisplayName("A name that nobody knows is named")
  void unknownHost() {
    assertThatThrownBy(() -> join("no-such-host.invalid")).hasMessageContaining("no such host");
  }

  private static void join(String host) {
    var configuration = configuration(host, 0, Join.TCP, List.of(), "");
    TestCluster.join(configuration, TestIdentity.named("a key")).close();
  }

  private static ClusterConfiguration configuration(
      String host, int port, Join join, List<String> members, String service) {
    return new ClusterConfiguration("test", host, port, 0, join, members, service);
  }

  @Test
  @DisplayName("OPS-1: what contradicts itself is told before anything starts")
  void contradictions() {
    assertThatThrownBy(() -> configuration("::1", 5701, Join.KUBERNETES, List.of(), ""))
        .hasMessageContaining("kubernetes-service-dns must be given");
    assertThatThrownBy(() -> configuration("::1", 0, Join.KUBERNETES, List.of(), "nodes"))
        .hasMessageContaining("port must be given");
    assertThatThrownBy(() -> configuration("::1", 5701, Join.TCP, List.of(), "nodes"))
        .hasMessageContaining("kubernetes-service-dns must be empty");
    assertThatThrownBy(() -> configuration("::1", 0, Join.MULTICAST, List.of("10.0.0.1:5701"), ""))
        .hasMessageContaining("members must be empty");
  }
}
