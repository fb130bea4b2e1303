package natsuin.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** How far this machine's clock is from PostgreSQL's, by which all nodes go. */
final class ClockCheck implements Check {
  private static final Duration NEAR = Duration.ofSeconds(1);

  /** Certificates of TLS are judged by the machine's own clock. */
  private static final Duration FAR = Duration.ofMinutes(1);

  private final Callable<Duration> skew;

  ClockCheck(Callable<Duration> skew) {
    this.skew = skew;
  }

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  @Override
  public List<Finding> look() throws Exception {
    Duration off;
    try {
      off = skew.call();
    } catch (Exception unasked) {
      return List.of(Finding.warning("clock.unasked", "", Map.of("fault", Faults.told(unasked))));
    }
    var facts = Map.of("seconds", "%.3f".formatted(off.toMillis() / 1e3));
    if (off.abs().compareTo(FAR) > 0) {
      return List.of(Finding.error("clock.wrong", "", facts));
    }
    return List.of(
        off.abs().compareTo(NEAR) > 0
            ? Finding.warning("clock.off", "", facts)
            : Finding.ok("clock.fine", "", facts));
  }
}
