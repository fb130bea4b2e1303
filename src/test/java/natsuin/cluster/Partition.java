package natsuin.cluster;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.instance.impl.Node;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Two nodes of this JVM that hold each other for lost, until this is closed and they meet again.
 */
public final class Partition implements AutoCloseable {
  private static final long AGAIN_MILLIS = 200;

  private final Cluster one;
  private final Cluster other;
  private final long timer;

  private Partition(Cluster one, Cluster other) {
    this.one = one;
    this.other = other;
    this.timer =
        one.vertx()
            .setPeriodic(
                1, AGAIN_MILLIS, tick -> one.vertx().<Void>executeBlocking(this::suspectEachOther));
  }

  /** Parts them, and again whenever they have found each other. */
  public static Partition between(Cluster one, Cluster other) {
    return new Partition(one, other);
  }

  @Override
  public void close() {
    one.vertx().cancelTimer(timer);
  }

  private @Nullable Void suspectEachOther() {
    suspect(one, other);
    suspect(other, one);
    return null;
  }

  private static void suspect(Cluster who, Cluster whom) {
    var service = node(who).getClusterService();
    var member = service.getMember(node(whom).getThisAddress());
    if (member != null) {
      service.suspectMember(member, "a test parts them", true);
    }
  }

  private static Node node(Cluster cluster) {
    return Hazelcast.getAllHazelcastInstances().stream()
        .map(instance -> Objects.requireNonNull(((HazelcastInstanceProxy) instance).getOriginal()))
        .map(instance -> instance.node)
        .filter(node -> at(node).equals(cluster.address()))
        .findFirst()
        .orElseThrow();
  }

  private static String at(Node node) {
    return node.getThisAddress().getHost() + ":" + node.getThisAddress().getPort();
  }
}
