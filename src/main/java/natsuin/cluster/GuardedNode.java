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
import com.hazelcast.nio.MemberSocketInterceptor;

/** A member of Hazelcast whose every connection, called or calling, passes the join check. */
final class GuardedNode extends DefaultNodeContext {
  private final JoinCheck check;

  private GuardedNode(JoinCheck check) {
    this.check = check;
  }

  static HazelcastInstance start(Config config, JoinCheck check) {
    config
        .getNetworkConfig()
        .setSocketInterceptorConfig(
            new SocketInterceptorConfig().setEnabled(true).setImplementation(check));
    return HazelcastInstanceFactory.newHazelcastInstance(config, null, new GuardedNode(check));
  }

  @Override
  public NodeExtension createNodeExtension(Node node) {
    return new DefaultNodeExtension(node) {
      @Override
      public MemberSocketInterceptor getSocketInterceptor(EndpointQualifier endpoint) {
        return check;
      }
    };
  }
}
