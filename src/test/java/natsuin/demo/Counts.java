package natsuin.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import natsuin.bench.BenchTable;

/** What was done with how many nodes, slot by slot. */
final class Counts {
  private final Map<Integer, List<Slot>> byNodes = new TreeMap<>();
  private String last = "";

  /**
   * One turn.
   *
   * @param cpu of all nodes together
   * @param cores what all nodes together may use
   */
  record Slot(int done, Duration took, Duration cpu, double cores, List<String> faults) {
    double perSecond() {
      return done * 1e9 / took.toNanos();
    }
  }

  void take(int nodes, Slot slot) {
    byNodes.computeIfAbsent(nodes, count -> new ArrayList<>()).add(slot);
    last = "%.2f/s".formatted(slot.perSecond());
    slot.faults().stream().distinct().limit(3).forEach(fault -> last += ", " + fault);
  }

  String last() {
    return last;
  }

  void rows(BenchTable table, String what) {
    double one = perSecond(byNodes.getOrDefault(1, List.of()));
    byNodes.forEach(
        (nodes, slots) -> {
          double done = slots.stream().mapToInt(Slot::done).sum();
          double cpu = slots.stream().mapToDouble(slot -> slot.cpu().toNanos() / 1e6).sum();
          double may =
              slots.stream().mapToDouble(slot -> slot.took().toNanos() / 1e6 * slot.cores()).sum();
          table.row(
              what,
              nodes,
              perSecond(slots),
              slots.stream()
                  .map(slot -> "%.2f".formatted(slot.perSecond()))
                  .collect(Collectors.joining(", ")),
              perSecond(slots) / one,
              cpu / done,
              cpu / may,
              slots.stream().mapToInt(slot -> slot.faults().size()).sum());
        });
  }

  private static double perSecond(List<Slot> slots) {
    double done = slots.stream().mapToInt(Slot::done).sum();
    return done * 1e9 / slots.stream().mapToLong(slot -> slot.took().toNanos()).sum();
  }
}
