package natsuin.cluster;

import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.core.spi.VertxTracerFactory;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** This node's place in the cluster, and the Vert.x that speaks through it. */
public final class Cluster implements AutoCloseable {
  /** A node that does not answer for so long is connected to anew. */
  private static final Duration GIVEN_UP = Duration.ofSeconds(5);

  private final HazelcastInstance hazelcast;
  private final Vertx vertx;
  private final Safety safety;

  private Cluster(HazelcastInstance hazelcast, Vertx vertx) {
    this.hazelcast = hazelcast;
    this.vertx = vertx;
    this.safety = Safety.watch(vertx, hazelcast.getPartitionService()::isLocalMemberSafe);
  }

  /**
   * Joins those who are found, or founds a cluster of one.
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
    var hazelcast = GuardedNode.start(HazelcastPlan.of(configuration, host), identity.proof());
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

  /** Whether what this node keeps for the cluster is at another node as well, if there is one. */
  public boolean isSafe() {
    return safety.isSafe();
  }

  /**
   * Fails until this node has got its share of the cluster, so that while nodes are replaced one
   * after the other no next one goes before. Once that was so it succeeds for ever: who is parted
   * from the others serves on, as what counts is in PostgreSQL and Redis.
   */
  public Future<Void> settled() {
    return safety.isSettled()
        ? Future.succeededFuture()
        : Future.failedFuture("the cluster has not settled");
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
