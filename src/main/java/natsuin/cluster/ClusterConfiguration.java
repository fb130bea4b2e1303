package natsuin.cluster;

import java.util.List;
import natsuin.kernel.Allowed;

/** How this node takes part in the cluster. */
public record ClusterConfiguration(
    String name,
    String host,
    @Allowed(from = "0", to = "65535") int port,
    @Allowed(from = "0", to = "65535") int busPort,
    @Allowed(empty = true) List<String> members) {

  /** Copies the list. */
  public ClusterConfiguration {
    members = List.copyOf(members);
  }

  /** The same with these members to meet. */
  public ClusterConfiguration joining(List<String> others) {
    return new ClusterConfiguration(name, host, port, busPort, others);
  }
}
