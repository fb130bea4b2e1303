package natsuin.bench;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import natsuin.ceremony.ManyBenchmark;
import natsuin.demo.ClusterBenchmark;
import natsuin.demo.TracesBenchmark;

/** {@code bin/bench NAME [--json FILE]}: runs one benchmark and ends with its table. */
public final class BenchMain {
  private static final Map<String, Benchmark> BENCHMARKS =
      new TreeMap<>(
          Map.of(
              "attacked",
              new AttackedBenchmark(),
              "cluster",
              new ClusterBenchmark(),
              "issue",
              new IssueBenchmark(),
              "lists",
              new ListsBenchmark(),
              "live",
              new LiveBenchmark(),
              "many",
              new ManyBenchmark(),
              "sign",
              new SignBenchmark(),
              "strangers",
              new StrangersBenchmark(),
              "traces",
              new TracesBenchmark()));

  private BenchMain() {}

  /** Entry point. */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out;
    Benchmark benchmark = arguments.length == 0 ? null : BENCHMARKS.get(arguments[0]);
    if (benchmark == null) {
      out.println("Usage: bin/bench NAME [--json FILE], NAME one of " + BENCHMARKS.keySet());
      System.exit(2);
      return;
    }
    List<BenchTable> tables = benchmark.run(out);
    tables.forEach(table -> out.println(table.text()));
    if (arguments.length == 3 && arguments[1].equals("--json")) {
      Files.writeString(Path.of(arguments[2]), BenchTable.json(tables));
    }
    System.exit(0);
  }
}
