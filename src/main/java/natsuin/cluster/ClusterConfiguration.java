package natsuin.cluster;

import java.util.List;
import java.util.regex.Pattern;
import natsuin.kernel.Allowed;

/**
 * How this node takes part in the cluster.
 *
 * @param members by {@code tcp}: whom to ask, as host:port
 * @param kubernetesServiceDns by {@code kubernetes}: name of the headless service of all nodes
 */
public record ClusterConfiguration(
    String name,
    String host,
    @Allowed(from = "0", to = "65535") int port,
    @Allowed(from = "0", to = "65535") int busPort,
    Join join,
    @Allowed(empty = true) List<String> members,
    @Allowed(empty = true) String kubernetesServiceDns) {

  private static final Pattern MEMBER = Pattern.compile("\\S+:\\d{1,5}");

  /** How nodes find each other. */
  public enum Join {
    /** By a list of addresses. */
    TCP,
    /** By the addresses that a service of Kubernetes has in DNS. */
    KUBERNETES,
    /** By calling into the network. */
    MULTICAST
  }

  /** Copies the list; refuses what contradicts itself. */
  public ClusterConfiguration {
    members = List.copyOf(members);
    for (String member : members) {
      if (!MEMBER.matcher(member).matches()) {
        // Hazelcast would look for it at ports of its own, and this node stay alone.
        throw new IllegalArgumentException("members: must be host:port, and one is " + member);
      }
    }
    if (join != Join.TCP && !members.isEmpty()) {
      throw new IllegalArgumentException("members must be empty where join is not tcp");
    }
    if (join == Join.KUBERNETES && kubernetesServiceDns.isEmpty()) {
      throw new IllegalArgumentException(
          "kubernetes-service-dns must be given where join is kubernetes, as in"
              + " natsuin-nodes.default.svc.cluster.local");
    }
    if (join != Join.KUBERNETES && !kubernetesServiceDns.isEmpty()) {
      throw new IllegalArgumentException(
          "kubernetes-service-dns must be empty where join is not kubernetes");
    }
    if (join == Join.KUBERNETES && port == 0) {
      throw new IllegalArgumentException(
          "port must be given where join is kubernetes: nodes look for each other at this one");
    }
  }

  /**
   * Looks whether the ports of nodes would be open to strangers.
   *
   * @throws IllegalArgumentException if the address is not a private one (OPS-1)
   */
  public void check() {
    PrivateAddress.of(host);
  }

  /** The same with these members to meet. */
  public ClusterConfiguration joining(List<String> others) {
    return new ClusterConfiguration(name, host, port, busPort, Join.TCP, others, "");
  }
}
