package natsuin.bench;

import java.io.PrintStream;

/** One subject of {@code bin/bench}. */
@FunctionalInterface
public interface Benchmark {

  /**
   * Measures.
   *
   * @param progress for people who wait
   */
  BenchTable run(PrintStream progress) throws Exception;
}
