package natsuin.demo;

import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import natsuin.bench.BenchTable;
import natsuin.bench.Benchmark;
import natsuin.boot.embedded.NodeProcess;
import natsuin.boot.embedded.OneMachine;
import natsuin.kernel.FreePort;
import natsuin.kernel.StaffRole;
import natsuin.testkit.CpuShare;

/**
 * What more nodes give (OPS-1): logins and signings over the public API, through the proxy, with
 * three, two, one, and again one, two, three nodes, each bound to the same share of a processor,
 * the others frozen; servers, proxy and people are not bound. Before it, live events from one node
 * to sockets on it and on another.
 */
public final class ClusterBenchmark implements Benchmark {
  private static final int NODES = 3;
  private static final double SHARE = Integer.getInteger("bench.share", 15) / 100.0;
  private static final long LOGINS = Long.getLong("bench.logins", 8);
  private static final long SIGNINGS = Long.getLong("bench.signings", 16);
  private static final long WARM_UP = Long.getLong("bench.warmup", 40);
  private static final long SETTLE = 3;
  private static final long AT_REST = 10;
  private static final List<Integer> ORDER = List.of(3, 2, 1, 1, 2, 3);
  private static final List<DemoPeople.Customer> SIGNERS =
      List.of(
          DemoPeople.PRESIDENT,
          DemoPeople.MANAGER,
          DemoPeople.CLERK,
          DemoPeople.SHOPKEEPER,
          DemoPeople.GUARANTOR);

  /** Two of each, which a lock bears; more, and their tries would be taken for guesses. */
  private static final List<DemoPeople.Customer> COMERS =
      Stream.concat(SIGNERS.stream(), SIGNERS.stream()).toList();

  private PrintStream progress = System.out;

  @Override
  public List<BenchTable> run(PrintStream out) throws Exception {
    progress = out;
    var plan =
        new OneMachine.Plan(
            Path.of("target", "machines", UUID.randomUUID().toString()),
            NODES,
            FreePort.onLoopback(),
            FreePort.onLoopback(),
            false,
            new JsonObject(RollingIT.SETTINGS));
    progress.println("Starting three nodes");
    try (var machine = OneMachine.start(plan)) {
      try (var load = new Load(machine.address())) {
        var live = new ClusterLive(machine, load).measure(progress);
        var officer =
            load.loggedIn(
                new Browser(machine.address(), "ja"),
                DemoContract.ALL.get(1).staff(StaffRole.OFFICER));
        progress.println(live.text());
        var atRest = atRest(machine);
        progress.println(atRest.text());
        return List.of(live, atRest, compare(machine, officer));
      }
    }
  }

  /** What being there costs: beats, looks into queues, and the cluster itself. */
  private static BenchTable atRest(OneMachine machine) {
    pause(SETTLE);
    var before = cpu(machine.nodes());
    pause(AT_REST);
    double spent = cpu(machine.nodes()).minus(before).toNanos() / 1e6;
    return new BenchTable("At rest, " + NODES + " nodes", "what", "CPU ms a second of each")
        .row("all of a node", spent / AT_REST / NODES);
  }

  private BenchTable compare(OneMachine machine, Browser officer) throws Exception {
    progress.println("Warming up");
    warmUp(machine, officer, WARM_UP);
    var logins = new Counts();
    var signings = new Counts();
    for (int nodes : ORDER) {
      var resting = machine.nodes().subList(nodes, NODES);
      for (var node : resting) {
        node.freeze();
      }
      measure(machine, officer, nodes, logins, signings);
      for (var node : resting) {
        node.thaw();
      }
      machine.awaitReady();
    }
    var table =
        new BenchTable(
            "Each node bound to %.2f of a processor; %d log in, then %d sign, through HAProxy; rounds of 3, 2, 1, 1, 2, 3 nodes, %d s and %d s each"
                .formatted(SHARE, COMERS.size(), SIGNERS.size(), LOGINS, SIGNINGS),
            "what",
            "nodes",
            "a second",
            "first, second round",
            "of one node",
            "CPU ms each",
            "of its share used",
            "faults");
    logins.rows(table, "logins");
    signings.rows(table, "signings");
    return table;
  }

  private static void warmUp(OneMachine machine, Browser officer, long seconds) throws Exception {
    try (var logins = toil(machine).loggingIn(SIGNERS.subList(0, 2));
        var signings = toil(machine).signing(officer, SIGNERS)) {
      pause(seconds);
    }
  }

  private static Toil toil(OneMachine machine) {
    return new Toil(machine.address(), machine.servers().mail().mailbox());
  }

  private void measure(
      OneMachine machine, Browser officer, int nodes, Counts logins, Counts signings)
      throws Exception {
    var bound = new ArrayList<CpuShare>();
    try {
      for (var node : machine.nodes().subList(0, nodes)) {
        bound.add(CpuShare.bind(node.process(), SHARE));
      }
      pause(SETTLE); // the proxy has noticed who is there
      try (var toil = toil(machine).loggingIn(COMERS)) {
        logins.take(nodes, slot(machine, nodes, toil, LOGINS));
      }
      try (var toil = toil(machine).signing(officer, SIGNERS)) {
        signings.take(nodes, slot(machine, nodes, toil, SIGNINGS));
      }
    } finally {
      for (var share : bound) {
        share.close();
      }
    }
    progress.printf("%d nodes: logins %s, signings %s%n", nodes, logins.last(), signings.last());
  }

  private static Counts.Slot slot(OneMachine machine, int nodes, Toil toil, long seconds) {
    pause(SETTLE);
    var active = machine.nodes().subList(0, nodes);
    int before = toil.done();
    var cpu = cpu(active);
    long begun = System.nanoTime();
    pause(seconds);
    var took = Duration.ofNanos(System.nanoTime() - begun);
    int done = toil.done() - before;
    return new Counts.Slot(done, took, cpu(active).minus(cpu), nodes * SHARE, toil.faults());
  }

  private static Duration cpu(List<NodeProcess> nodes) {
    return nodes.stream()
        .map(node -> ProcessHandle.of(node.process()).orElseThrow().info())
        .map(info -> info.totalCpuDuration().orElseThrow())
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static void pause(long seconds) {
    LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos());
  }
}
