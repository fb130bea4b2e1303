package natsuin.demo;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import natsuin.bench.BenchTable;
import natsuin.bench.Benchmark;
import natsuin.boot.embedded.NodeProcess;
import natsuin.boot.embedded.OneMachine;
import natsuin.kernel.FreePort;

/**
 * What traces and JSON log lines cost (OPS-5): nodes that differ in nothing else, each asked in
 * turn for a customer's contracts; the CPU time of its process for one request.
 */
public final class TracesBenchmark implements Benchmark {
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
  private static final int SECONDS = Integer.getInteger("bench.seconds", 4);
  private static final int WARM_UP = Integer.getInteger("bench.warmup", 12);
  private static final int AT_ONCE = 4;

  private final AtomicLong collected = new AtomicLong();

  /** A node's settings, and what came of it. */
  private static final class Variant {
    final String name;
    final JsonObject settings;
    double cpuMillis;
    double seconds;
    int requests;

    Variant(String name, String format, String otlp, int share) {
      this.name = name;
      this.settings =
          new JsonObject()
              .put("log", new JsonObject().put("format", format))
              .put("telemetry", new JsonObject().put("otlp", otlp).put("share", share));
    }
  }

  @Override
  public List<BenchTable> run(PrintStream progress) throws Exception {
    var collector = collector();
    String otlp = "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces";
    var variants =
        List.of(
            new Variant("lines for people, no collector", "human", "", 10),
            new Variant("JSON lines, no collector", "json", "", 10),
            new Variant("JSON lines, 10 of 100 traced", "json", otlp, 10),
            new Variant("JSON lines, all traced", "json", otlp, 100));
    var directory = Path.of("target", "machines", UUID.randomUUID().toString());
    var plan =
        new OneMachine.Plan(
            directory,
            variants.size(),
            FreePort.onLoopback(),
            FreePort.onLoopback(),
            false,
            new JsonObject(RollingIT.SETTINGS));
    progress.println("Starting " + variants.size() + " nodes");
    try (var machine = OneMachine.start(plan)) {
      new Load(machine.address()).close(); // the demonstration's own people are done
      settle(machine, directory.resolve("nodes"), variants);
      for (int round = 0; round <= ROUNDS; round++) {
        progress.println(round == 0 ? "Warming up" : "Round " + round);
        for (int i = 0; i < variants.size(); i++) {
          slot(machine.nodes().get(i), variants.get(i), round == 0);
        }
      }
      return List.of(table(variants));
    } finally {
      collector.stop(0);
    }
  }

  private static void settle(OneMachine machine, Path directory, List<Variant> variants)
      throws Exception {
    for (var node : machine.nodes()) {
      Path file = directory.resolve("node-" + node.number() + ".yaml");
      var settings = new JsonObject(Files.readString(file));
      settings.mergeIn(variants.get(node.number() - 1).settings, true);
      Files.writeString(file, settings.encodePrettily());
      node.stop();
      node.start();
      machine.awaitReady();
    }
  }

  private void slot(NodeProcess node, Variant variant, boolean warmUp) throws Exception {
    var done = new AtomicInteger();
    long seconds = warmUp ? WARM_UP : SECONDS;
    long begun = System.nanoTime();
    long end = begun + Duration.ofSeconds(seconds).toNanos();
    var cpu = cpu(node);
    var people = new ArrayList<Thread>();
    for (int i = 0; i < AT_ONCE; i++) {
      var browser = new Browser(node.address(), "ja");
      Load.logIn(browser, DemoPeople.PRESIDENT);
      people.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (System.nanoTime() < end) {
                      browser.get("/api/contracts?list=ended");
                      done.incrementAndGet();
                    }
                  }));
    }
    for (var person : people) {
      person.join();
    }
    if (!warmUp) {
      variant.cpuMillis += cpu(node).minus(cpu).toNanos() / 1e6;
      variant.seconds += (System.nanoTime() - begun) / 1e9;
      variant.requests += done.get();
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos()); // the last spans are sent
    }
  }

  private BenchTable table(List<Variant> variants) {
    var table =
        new BenchTable(
            "A customer's contracts, asked for by %d at once, %d × %d s each in turns; %d MB came to the collector"
                .formatted(AT_ONCE, ROUNDS, SECONDS, collected.get() >> 20),
            "node",
            "requests/s",
            "CPU ms each",
            "of the first");
    double first = variants.getFirst().cpuMillis / variants.getFirst().requests;
    for (var variant : variants) {
      double each = variant.cpuMillis / variant.requests;
      table.row(variant.name, variant.requests / variant.seconds, each, each / first);
    }
    return table;
  }

  /** Takes whatever comes. */
  private HttpServer collector() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            collected.addAndGet(
                exchange.getRequestBody().transferTo(OutputStream.nullOutputStream()));
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.start();
    return server;
  }

  private static Duration cpu(NodeProcess node) {
    return ProcessHandle.of(node.process())
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow();
  }
}
