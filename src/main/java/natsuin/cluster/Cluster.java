package natsuin.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.core.spi.VertxTracerFactory;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** This node's place in the cluster, and the Vert.x that speaks through it. */
public final class Cluster implements AutoCloseable {
  /** A node that does not answer for so long is connected to anew. */
  private static final Duration GIVEN_UP = Duration.ofSeconds(5);

  private final HazelcastInstance hazelcast;
  private final Vertx vertx;

  private Cluster(HazelcastInstance hazelcast, Vertx vertx) {
    this.hazelcast = hazelcast;
    this.vertx = vertx;
  }

  /**
   * Joins the members named, or founds a cluster of one.
   *
   * @param identity what nodes of this cluster have in common and strangers have not
   * @throws IllegalArgumentException if the address is not a private one (OPS-1)
   */
  public static Cluster join(
      ClusterConfiguration configuration,
      ClusterIdentity identity,
      VertxOptions options,
      VertxMetricsFactory metrics,
      VertxTracerFactory tracing) {
    String host = PrivateAddress.of(configuration.host()).getHostAddress();
    options.setEventBusOptions(bus(configuration, identity, host));
    var hazelcast =
        GuardedNode.start(
            hazelcast(configuration, host), new JoinCheck(identity.proof(), configuration.name()));
    try {
      var vertx =
          Vertx.builder()
              .with(options)
              .withMetrics(metrics)
              .withTracer(tracing)
              .withClusterManager(new HazelcastClusterManager(hazelcast))
              .buildClustered()
              .await();
      return new Cluster(hazelcast, vertx);
    } catch (Throwable e) { // waiting may throw checked exceptions that no signature names
      hazelcast.shutdown();
      throw e;
    }
  }

  /** The same key on both sides, and nobody else's is trusted. */
  private static EventBusOptions bus(
      ClusterConfiguration configuration, ClusterIdentity identity, String host) {
    return new EventBusOptions()
        .setHost(host)
        .setPort(configuration.busPort())
        .setSsl(true)
        .setConnectTimeout(Math.toIntExact(GIVEN_UP.toMillis()))
        .setClusterPingInterval(GIVEN_UP.toMillis())
        .setClusterPingReplyInterval(GIVEN_UP.toMillis())
        .setSslHandshakeTimeout(JoinCheck.PATIENCE.toSeconds())
        .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
        .setClientAuth(ClientAuth.REQUIRED)
        .setKeyCertOptions(identity.key())
        .setTrustAll(false) // what the bus does by itself, whatever trust options say
        .setTrustOptions(identity.trusted());
  }

  static Config hazelcast(ClusterConfiguration configuration, String host) {
    Config config = ConfigUtil.loadConfig();
    config.setClusterName(configuration.name());
    config
        .getMemberAttributeConfig()
        .setAttribute("__vertx.nodeId", UUID.randomUUID().toString()); // Vert.x asks for it
    config.setProperty("hazelcast.logging.type", "slf4j");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.shutdownhook.enabled", "false");
    config.setProperty("hazelcast.socket.bind.any", "false");
    config.setProperty("hazelcast.wait.seconds.before.join", "0");
    var network =
        config.getNetworkConfig().setPort(configuration.port()).setPortAutoIncrement(false);
    network.getInterfaces().setEnabled(true).addInterface(host);
    var join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true).setMembers(configuration.members());
    return config;
  }

  /** The clustered Vert.x. */
  public Vertx vertx() {
    return vertx;
  }

  /** Where other nodes find this one, as {@code host:port}. */
  public String address() {
    var address = hazelcast.getCluster().getLocalMember().getAddress();
    return address.getHost() + ":" + address.getPort();
  }

  /** Every node's address, this one included. */
  public List<String> nodes() {
    return hazelcast.getCluster().getMembers().stream()
        .map(member -> member.getAddress().getHost() + ":" + member.getAddress().getPort())
        .sorted()
        .toList();
  }

  /** Closes Vert.x, then leaves the cluster. */
  @Override
  public void close() {
    try {
      vertx.close().await();
    } finally {
      hazelcast.shutdown();
    }
  }
}
