package natsuin.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import natsuin.pki.CryptoProviders;
import natsuin.vault.SodiumArgon2;

/** Whether this machine is large enough for what the node is told to do at the same time. */
final class MachineCheck implements Check {
  /** What the program takes before anybody comes. */
  private static final long OWN_BYTES = 384L << 20;

  /** Threads that compute may wait for each other a little. */
  private static final int THREADS_PER_PROCESSOR = 6;

  /** What this machine gives. */
  record Machine(int processors, long heap, boolean fastSigning, boolean fastHashing) {
    static Machine here() {
      var runtime = Runtime.getRuntime();
      return new Machine(
          runtime.availableProcessors(),
          runtime.maxMemory(),
          CryptoProviders.install().isNative(),
          SodiumArgon2.load().isPresent());
    }
  }

  private final Ground.Load load;
  private final Machine machine;

  MachineCheck(Ground.Load load, Machine machine) {
    this.load = load;
    this.machine = machine;
  }

  @Override
  public String name() {
    return "machine";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(24);
  }

  @Override
  public List<Finding> look() {
    long needed = OWN_BYTES + load.bytes();
    Map<String, Object> facts =
        Map.of(
            "processors",
            machine.processors(),
            "threads",
            load.threads(),
            "heap",
            machine.heap() >> 20,
            "needed",
            needed >> 20);
    var found = new ArrayList<Finding>();
    if (load.threads() > THREADS_PER_PROCESSOR * machine.processors()) {
      found.add(Finding.warning("machine.few-processors", "", facts));
    }
    if (machine.heap() < needed) {
      found.add(Finding.warning("machine.little-memory", "", facts));
    }
    if (!machine.fastSigning()) {
      found.add(Finding.warning("machine.slow-signing", "", facts));
    }
    if (!machine.fastHashing()) {
      found.add(Finding.warning("machine.slow-hashing", "", facts));
    }
    return found.isEmpty() ? List.of(Finding.ok("machine.fine", "", facts)) : found;
  }
}
