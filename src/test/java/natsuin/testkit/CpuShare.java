package natsuin.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Binds a program to a share of one processor, by a control group (Linux, as root): version 2, or
 * version 1 where the machine has that.
 */
public final class CpuShare implements AutoCloseable {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final Path FIRST = ROOT.resolve("cpu");

  /** Short, so that a program out of time waits for milliseconds, not for a tenth of a second. */
  private static final int PERIOD_MICROS = 20_000;

  private final Path parent;
  private final Path group;

  private CpuShare(Path parent, Path group) {
    this.parent = parent;
    this.group = group;
  }

  /**
   * Binds it with all its threads, until closed.
   *
   * @param cores 1 is one processor all the time
   */
  public static CpuShare bind(long process, double cores) throws IOException {
    boolean first = Files.exists(FIRST.resolve("cpu.shares"));
    Path parent = first ? FIRST : ROOT;
    if (!first) {
      Files.writeString(ROOT.resolve("cgroup.subtree_control"), "+cpu");
    }
    Path group = Files.createDirectories(parent.resolve("natsuin-bench-" + process));
    int quota = (int) (cores * PERIOD_MICROS);
    if (first) {
      Files.writeString(group.resolve("cpu.shares"), "20480"); // others do not keep it from it
      Files.writeString(group.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD_MICROS));
      Files.writeString(group.resolve("cpu.cfs_quota_us"), Integer.toString(quota));
    } else {
      String bound = String.format(Locale.ROOT, "%d %d", quota, PERIOD_MICROS);
      Files.writeString(group.resolve("cpu.weight"), "2000");
      Files.writeString(group.resolve("cpu.max"), bound);
    }
    Files.writeString(group.resolve("cgroup.procs"), Long.toString(process));
    return new CpuShare(parent, group);
  }

  /** Lets go of it; of programs that have ended already too. */
  @Override
  public void close() throws IOException {
    for (String process : Files.readAllLines(group.resolve("cgroup.procs"))) {
      Files.writeString(parent.resolve("cgroup.procs"), process);
    }
    Files.delete(group);
  }
}
