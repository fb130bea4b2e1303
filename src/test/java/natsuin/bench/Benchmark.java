package natsuin.bench;

import java.io.PrintStream;
import java.util.List;

/** One subject of {@code bin/bench}. */
@FunctionalInterface
public interface Benchmark {

  /**
   * Measures.
   *
   * @param progress for people who wait
   */
  List<BenchTable> run(PrintStream progress) throws Exception;
}
