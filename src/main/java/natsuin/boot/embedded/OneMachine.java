package natsuin.boot.embedded;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import natsuin.boot.embedded.NodeProcess.Place;
import natsuin.kernel.FreePort;
import org.jspecify.annotations.Nullable;

/**
 * A whole cluster on one machine: servers in this program, nodes as programs of their own, HAProxy
 * before them. By one thread.
 */
public final class OneMachine implements AutoCloseable {
  private static final long START_SECONDS = 180;
  private static final String LOOPBACK = EmbeddedServers.LOOPBACK;

  private final EmbeddedServers servers;
  private final @Nullable Networks networks;
  private final ProxyProcess proxy;
  private final List<NodeProcess> nodes;
  private final URI address;
  private final URI employers;

  /**
   * What to start.
   *
   * @param data directory of servers, settings and logs
   * @param http port of the proxy for everybody
   * @param https port of the proxy for employers
   * @param apart each node in a network of its own
   * @param settings of every node, over what is shipped
   */
  public record Plan(
      Path data, int nodes, int http, int https, boolean apart, JsonObject settings) {}

  private OneMachine(
      EmbeddedServers servers,
      @Nullable Networks networks,
      ProxyProcess proxy,
      List<NodeProcess> nodes,
      Plan plan) {
    this.servers = servers;
    this.networks = networks;
    this.proxy = proxy;
    this.nodes = List.copyOf(nodes);
    this.address = URI.create("http://localhost:" + plan.http());
    this.employers = URI.create("https://localhost:" + plan.https());
  }

  /** Starts everything, the first node alone: it makes the tables, the keys and the demo data. */
  public static OneMachine start(Plan plan) throws IOException, TimeoutException {
    return start(plan, given -> given);
  }

  /**
   * The same, the nodes not on the servers themselves but on what stands before or beside them.
   *
   * @param otherwise answers the settings of every node, given those that lead to the servers
   */
  public static OneMachine start(Plan plan, UnaryOperator<JsonObject> otherwise)
      throws IOException, TimeoutException {
    for (int port : List.of(plan.http(), plan.https())) {
      if (!FreePort.isFree(port)) {
        throw new IOException("Port %d is taken already: choose others.".formatted(port));
      }
    }
    Path directory = Files.createDirectories(plan.data().resolve("nodes"));
    var networks =
        plan.apart() ? Networks.make(plan.nodes(), directory.resolve("networks.log")) : null;
    String host = plan.apart() ? Networks.HOST : LOOPBACK;
    String from = plan.apart() ? Networks.PROXY : LOOPBACK;
    var servers = EmbeddedServers.start(plan.data(), Clock.systemUTC(), host);
    try {
      var nodes = new ArrayList<NodeProcess>();
      for (int number = 1; number <= plan.nodes(); number++) {
        nodes.add(new NodeProcess(number, place(plan, number), directory));
      }
      var places = nodes.stream().map(NodeProcess::place).toList();
      var members = places.stream().map(Place::member).toList();
      for (var node : nodes) {
        node.configure(otherwise.apply(settings(plan, servers, from)), members);
      }
      RunningServers.note(plan.data(), settings(plan, servers, from));
      var proxy = ProxyProcess.start(directory, plan.http(), plan.https(), places, from);
      var machine = new OneMachine(servers, networks, proxy, nodes, plan);
      machine.startNodes();
      return machine;
    } catch (IOException | TimeoutException | RuntimeException e) {
      try (networks) {
        servers.close();
      }
      throw e;
    }
  }

  private static Place place(Plan plan, int number) {
    return plan.apart()
        ? new Place(Networks.address(number), 8080, 8443, 5701, 5702, Networks.inside(number))
        : new Place(
            LOOPBACK,
            FreePort.onLoopback(),
            FreePort.onLoopback(),
            FreePort.onLoopback(),
            FreePort.onLoopback(),
            List.of());
  }

  private static JsonObject settings(Plan plan, EmbeddedServers servers, String proxy) {
    var http =
        new JsonObject()
            .put("base-url", "http://localhost:" + plan.http())
            .put("trusted-proxies", new JsonArray().add(proxy))
            .put("drain", "2 s");
    var employers = new JsonObject().put("base-url", "https://localhost:" + plan.https());
    // Nodes in networks of their own reach this machine's loopback as little as anybody else does.
    var pki =
        new JsonObject().put("public-base", "http://%s:%d/pki/".formatted(proxy, plan.http()));
    return servers
        .settings()
        .mergeIn(
            new JsonObject().put("http", http).put("employers", employers).put("pki", pki), true)
        .mergeIn(plan.settings(), true);
  }

  private void startNodes() throws IOException, TimeoutException {
    try {
      nodes.getFirst().start();
      awaitReady();
      for (var node : nodes.subList(1, nodes.size())) {
        node.start();
      }
      awaitReady();
    } catch (IOException | TimeoutException e) {
      nodes.forEach(NodeProcess::leave);
      proxy.close();
      throw e;
    }
  }

  /** Waits until every node that was started takes requests, and the proxy knows of one. */
  public void awaitReady() throws TimeoutException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    for (var node : nodes) {
      if (node.isStarted()) {
        await(() -> !node.isAlive() || node.isReady(), deadline, "see " + node.log());
        if (!node.isAlive()) {
          throw new TimeoutException("Node %d ended: see %s".formatted(node.number(), node.log()));
        }
      }
    }
    await(
        () -> !proxy.isAlive() || NodeProcess.isReady(address),
        deadline,
        "the proxy finds no node");
    if (!proxy.isAlive()) {
      throw new TimeoutException("The proxy ended: see " + proxy.log());
    }
  }

  private static void await(BooleanSupplier condition, long deadline, String otherwise)
      throws TimeoutException {
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("Not everything is ready: " + otherwise);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  /** Where everybody comes in, at the proxy. */
  public URI address() {
    return address;
  }

  /** Where employers come in, at the proxy. */
  public URI employers() {
    return employers;
  }

  /** The nodes, the first one first. */
  public List<NodeProcess> nodes() {
    return nodes;
  }

  /** What they all stand on. */
  public EmbeddedServers servers() {
    return servers;
  }

  /** The networks, where each node has its own. */
  public Optional<Networks> networks() {
    return Optional.ofNullable(networks);
  }

  /** Stops everything, the nodes first. */
  @Override
  public void close() throws IOException {
    try (networks;
        servers;
        proxy) {
      nodes.forEach(NodeProcess::leave);
      for (var node : nodes) {
        node.stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
