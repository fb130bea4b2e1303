package natsuin.boot.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A network of its own for each node, on one bridge with the servers, so that they can be cut off
 * from each other (Linux, as root). Of one trial on a machine at a time.
 */
public final class Networks implements AutoCloseable {
  private static final String BRIDGE = "natsuin0";
  private static final String SUBNET = "10.77.0.";

  /** Where the servers are. */
  public static final String HOST = SUBNET + "1";

  /** Where the proxy comes from, so that a node can be cut off from the servers alone. */
  static final String PROXY = SUBNET + "2";

  private final int count;
  private final Path log;

  private Networks(int count, Path log) {
    this.count = count;
    this.log = log;
  }

  /** Makes them, those that a killed trial left behind taken away before. */
  static Networks make(int count, Path log) throws IOException {
    var networks = new Networks(count, log);
    networks.close();
    networks.ip("link", "add", BRIDGE, "type", "bridge");
    networks.ip("addr", "add", HOST + "/24", "dev", BRIDGE);
    networks.ip("addr", "add", PROXY + "/24", "dev", BRIDGE);
    networks.ip("link", "set", BRIDGE, "up");
    for (int node = 1; node <= count; node++) {
      networks.add(node);
    }
    return networks;
  }

  private void add(int node) throws IOException {
    String name = name(node);
    String outside = "natsuin-v" + node;
    ip("netns", "add", name);
    ip("link", "add", outside, "type", "veth", "peer", "name", "eth0", "netns", name);
    ip("link", "set", outside, "master", BRIDGE, "up");
    ip("-n", name, "addr", "add", address(node) + "/24", "dev", "eth0");
    ip("-n", name, "link", "set", "lo", "up");
    ip("-n", name, "link", "set", "eth0", "up");
  }

  /** The address of a node. */
  public static String address(int node) {
    return SUBNET + (10 + node);
  }

  private static String name(int node) {
    return "natsuin-" + node;
  }

  /** What stands before a command that runs in a node's network. */
  static List<String> inside(int node) {
    return List.of("ip", "netns", "exec", name(node));
  }

  /** One node reaches that address no more, nor is reached from there. */
  public void cut(int node, String from) throws IOException {
    ip("-n", name(node), "route", "add", "blackhole", from + "/32");
  }

  /** It reaches it again. */
  public void heal(int node, String from) throws IOException {
    ip("-n", name(node), "route", "del", "blackhole", from + "/32");
  }

  private void ip(String... arguments) throws IOException {
    var command = new ArrayList<String>(List.of("ip"));
    command.addAll(List.of(arguments));
    ServerProcess.run(command, log);
  }

  /** Takes them away. */
  @Override
  public void close() {
    for (int node = 1; node <= count; node++) {
      quietly("netns", "del", name(node));
    }
    quietly("link", "del", BRIDGE);
  }

  /** What is not there need not go. */
  private void quietly(String... arguments) {
    try {
      ip(arguments);
    } catch (IOException notThere) {
      // said in the log
    }
  }
}
