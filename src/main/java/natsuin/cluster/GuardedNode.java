package natsuin.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.SocketInterceptorConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.instance.impl.DefaultNodeContext;
import com.hazelcast.instance.impl.DefaultNodeExtension;
import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.instance.impl.NodeExtension;
import com.hazelcast.internal.server.ServerContext;
import com.hazelcast.internal.util.ByteArrayProcessor;
import com.hazelcast.nio.MemberSocketInterceptor;

/**
 * A member of Hazelcast whose every connection, called or calling, passes the join check, and whose
 * packets to everybody are sealed.
 */
final class GuardedNode extends DefaultNodeContext {
  private final JoinCheck check;
  private final MulticastSeal multicast;

  private GuardedNode(JoinCheck check, MulticastSeal multicast) {
    this.check = check;
    this.multicast = multicast;
  }

  static HazelcastInstance start(Config config, JoinProof proof) {
    var check = new JoinCheck(proof, config.getClusterName());
    var multicast = new MulticastSeal(proof, config.getClusterName());
    config
        .getNetworkConfig()
        .setSocketInterceptorConfig(
            new SocketInterceptorConfig().setEnabled(true).setImplementation(check));
    return HazelcastInstanceFactory.newHazelcastInstance(
        config, null, new GuardedNode(check, multicast));
  }

  @Override
  public NodeExtension createNodeExtension(Node node) {
    return new DefaultNodeExtension(node) {
      @Override
      public MemberSocketInterceptor getSocketInterceptor(EndpointQualifier endpoint) {
        return check;
      }

      @Override
      public ByteArrayProcessor createMulticastInputProcessor(ServerContext context) {
        return multicast.opening();
      }

      @Override
      public ByteArrayProcessor createMulticastOutputProcessor(ServerContext context) {
        return multicast.closing();
      }
    };
  }
}
