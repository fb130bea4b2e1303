package natsuin.cluster;

import com.hazelcast.config.ClassFilter;
import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MultiMapConfig;
import java.util.UUID;

/** A node's configuration as Hazelcast has it. */
final class HazelcastPlan {
  private HazelcastPlan() {}

  static Config of(ClusterConfiguration configuration, String host) {
    var config = new Config(); // no file, be it on the class path or named by the machine
    config.addMultiMapConfig(
        new MultiMapConfig("__vertx.subs")
            .setBackupCount(1)
            .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET)); // as Vert.x has it
    config.setClusterName(configuration.name());
    config
        .getMemberAttributeConfig()
        .setAttribute("__vertx.nodeId", UUID.randomUUID().toString()); // Vert.x asks for it
    config.setProperty("hazelcast.logging.type", "slf4j");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.health.monitoring.level", "OFF");
    config
        .getMetricsConfig()
        .setEnabled(false); // nobody reads them, and every node counts for them
    config.setProperty("hazelcast.shutdownhook.enabled", "false");
    onlyAt(config, host);
    // In this time addresses are asked for by kubernetes; at 0 they never are.
    boolean asked = configuration.join() == ClusterConfiguration.Join.KUBERNETES;
    config.setProperty("hazelcast.wait.seconds.before.join", asked ? "3" : "0");
    inSeconds(config, "heartbeat.interval", 3);
    inSeconds(config, "max.no.heartbeat", 30); // who stands still for so long is taken off
    inSeconds(config, "merge.first.run.delay", 10); // who is parted looks for the others so often;
    inSeconds(config, "merge.next.run.delay", 10); // by itself Hazelcast takes five minutes
    config.setProperty("hazelcast.graceful.shutdown.max.wait", "20");
    config.getSerializationConfig().setJavaSerializationFilterConfig(onlyWhatIsSent());
    var network =
        config.getNetworkConfig().setPort(configuration.port()).setPortAutoIncrement(false);
    network.getInterfaces().setEnabled(true).addInterface(host);
    join(network.getJoin(), configuration);
    return config;
  }

  /** Each of them by name: what is not set here, Hazelcast takes from Java's system properties. */
  private static void onlyAt(Config config, String host) {
    config.setProperty("hazelcast.socket.bind.any", "false");
    config.setProperty("hazelcast.socket.server.bind.any", "false");
    config.setProperty("hazelcast.local.localAddress", host);
    config.setProperty("hazelcast.local.publicAddress", host);
    boolean four = host.indexOf(':') < 0;
    config.setProperty("hazelcast.prefer.ipv4.stack", Boolean.toString(four));
  }

  private static void inSeconds(Config config, String what, int seconds) {
    config.setProperty("hazelcast." + what + ".seconds", Integer.toString(seconds));
  }

  private static void join(JoinConfig join, ClusterConfiguration configuration) {
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    switch (configuration.join()) {
      case TCP -> join.getTcpIpConfig().setEnabled(true).setMembers(configuration.members());
      case KUBERNETES ->
          join.getKubernetesConfig()
              .setEnabled(true)
              .setProperty("service-dns", configuration.kubernetesServiceDns())
              .setProperty("service-port", Integer.toString(configuration.port()));
      case MULTICAST -> join.getMulticastConfig().setEnabled(true).setLoopbackModeEnabled(true);
    }
  }

  /** Java's own serialization makes whatever class it is told to; this is all that nodes need. */
  private static JavaSerializationFilterConfig onlyWhatIsSent() {
    return new JavaSerializationFilterConfig()
        .setWhitelist(new ClassFilter().addPrefixes("com.hazelcast.", "io.vertx.", "java.lang."));
  }
}
