package natsuin.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures things beside each other: after warming up, short slots of each in turn, round after
 * round, so that whatever else the machine does falls on all of them alike. CPU time is the calling
 * thread's own.
 */
public final class Bench {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private final Map<String, Work> works = new LinkedHashMap<>();
  private final long slotNanos;
  private final int rounds;

  /**
   * A bench.
   *
   * @param slotMillis how long one thing runs before the next has its turn; at least once
   * @param rounds turns of each
   */
  public Bench(long slotMillis, int rounds) {
    this.slotNanos = slotMillis * 1_000_000;
    this.rounds = rounds;
  }

  /** Something to do over and over. */
  @FunctionalInterface
  public interface Work {
    /** Once; what it returns keeps the work from being optimised away. */
    Object run() throws Exception;
  }

  /**
   * What came out.
   *
   * @param perSecond times done in a second of wall clock, on one thread
   * @param cpuMillis CPU time of one, milliseconds
   */
  public record Result(String name, long count, double perSecond, double cpuMillis) {}

  /** Puts something on the bench. */
  public Bench add(String name, Work work) {
    works.put(name, work);
    return this;
  }

  /** Runs all of it. */
  public List<Result> run() throws Exception {
    warmUp(slotNanos * 2);
    Map<String, long[]> sums = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, Work> entry : works.entrySet()) {
        long[] slot = slot(entry.getValue(), slotNanos);
        long[] sum = sums.computeIfAbsent(entry.getKey(), _ -> new long[3]);
        for (int i = 0; i < 3; i++) {
          sum[i] += slot[i];
        }
      }
    }
    List<Result> results = new ArrayList<>();
    sums.forEach(
        (name, s) -> results.add(new Result(name, s[0], s[0] * 1e9 / s[1], s[2] / 1e6 / s[0])));
    return results;
  }

  /** Runs everything for so long without counting: compilers need thousands of turns. */
  public void warmUp(long nanos) throws Exception {
    for (Work work : works.values()) {
      long _ = slot(work, nanos)[0];
    }
  }

  private static long[] slot(Work work, long nanos) throws Exception {
    long cpu = THREADS.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    long count = 0;
    long now = start;
    while (count == 0 || now - start < nanos) {
      if (work.run() == null) {
        throw new IllegalStateException("Nothing came out");
      }
      count++;
      now = System.nanoTime();
    }
    return new long[] {count, now - start, THREADS.getCurrentThreadCpuTime() - cpu};
  }
}
