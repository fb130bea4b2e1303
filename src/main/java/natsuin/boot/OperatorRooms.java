package natsuin.boot;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import natsuin.doctor.Finding;
import natsuin.doctor.Rounds;
import natsuin.live.Live;
import natsuin.operators.Heartbeat;
import natsuin.operators.Operations;
import natsuin.web.Health;
import org.jspecify.annotations.Nullable;

/** Assembles what operators see, and lets this node tell how it stands. */
final class OperatorRooms implements AutoCloseable {
  /** How a program ends that the schema has left behind. */
  static final int OUTLIVED = 3;

  private final Node node;
  private final Duties duties;
  private volatile @Nullable Heartbeat heartbeat;
  private final AtomicReference<Requests> last = new AtomicReference<>(new Requests(0, 0));

  /** Requests answered since the start, at a moment of the machine's own nanoseconds. */
  private record Requests(double count, long nanos) {}

  OperatorRooms(Node node, Duties duties) {
    this.node = node;
    this.duties = duties;
  }

  Operations operations(QueueRooms queues) {
    return new Operations(
        node.database(), queues.all(), node.clock(), duties.audit(), duties.announcements());
  }

  /** From now on this node is on the list, until the last of its rooms is closed. */
  void beat(Health health, Live live, Supplier<Rounds.Report> doctor) {
    Gauge.builder("natsuin.build.info", () -> 1)
        .tag("version", Deployments.version())
        .description("1; the version that this node runs stands in the label")
        .register(node.metrics());
    Gauge.builder("natsuin.nodes", node, self -> self.cluster().nodes().size())
        .description("Nodes that this one is in one cluster with, itself included")
        .register(node.metrics());
    Gauge.builder("natsuin.cluster.safe", node, self -> self.cluster().isSafe() ? 1 : 0)
        .description("1 while what this node keeps for the cluster is at another node as well")
        .register(node.metrics());
    new ProcessorMetrics().bindTo(node.metrics());
    new JvmMemoryMetrics().bindTo(node.metrics());
    new UptimeMetrics().bindTo(node.metrics());
    heartbeat =
        Heartbeat.begin(
            node.vertx(),
            node.database(),
            duties.announcements(),
            node.clock(),
            node.cluster().address(),
            Deployments.version(),
            node.schema(),
            OperatorRooms::outlived,
            () -> health.ready().map(state -> figures(state, live, doctor.get())));
  }

  /** Stops as if asked to; who starts it again is told why it cannot. */
  private static void outlived() {
    Thread.ofPlatform().name("outlived").start(() -> System.exit(OUTLIVED));
  }

  @Override
  public void close() {
    Heartbeat begun = heartbeat;
    if (begun != null) {
      begun.close();
    }
  }

  private JsonObject figures(JsonObject health, Live live, Rounds.Report doctor) {
    var runtime = Runtime.getRuntime();
    return new JsonObject()
        .put("ready", "up".equals(health.getString("status")))
        .put("servers", health.getJsonObject("components"))
        .put("sees", new JsonArray(node.cluster().nodes()))
        .put("cpu", cpu())
        .put("memoryBytes", runtime.totalMemory() - runtime.freeMemory())
        .put("maxMemoryBytes", runtime.maxMemory())
        .put("sockets", live.sockets())
        .put("requestsPerSecond", requestsPerSecond())
        .put("skewMillis", node.sharedClock().skew().toMillis())
        .put("checks", checks(doctor));
  }

  /** What is well is only counted: this is said every few seconds. */
  private static JsonObject checks(Rounds.Report doctor) {
    var findings = new JsonArray();
    doctor.findings().stream()
        .filter(each -> each.state() != Finding.State.OK)
        .forEach(each -> findings.add(each.json()));
    return new JsonObject()
        .put("at", doctor.at().toString())
        .put("count", doctor.findings().size())
        .put("findings", findings);
  }

  /** Share of all the machine's processors that this program uses, 0 to 1. */
  private static double cpu() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? Math.max(0, system.getProcessCpuLoad())
        : 0;
  }

  private double requestsPerSecond() {
    double count =
        node.metrics().find("vertx.http.server.requests").counters().stream()
            .mapToDouble(Counter::count)
            .sum();
    var now = new Requests(count, System.nanoTime());
    var before = last.getAndSet(now);
    double seconds = Duration.ofNanos(now.nanos() - before.nanos()).toMillis() / 1e3;
    return before.nanos() == 0 || seconds <= 0 ? 0 : (now.count() - before.count()) / seconds;
  }
}
