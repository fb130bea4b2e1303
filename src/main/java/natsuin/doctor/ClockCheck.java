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
    Duration ahead;
    try {
      ahead = skew.call();
    } catch (Exception unasked) {
      return List.of(Finding.warning("clock.unasked", "", Map.of("fault", Faults.told(unasked))));
    }
    return List.of(judge(ahead));
  }

  private static Finding judge(Duration ahead) {
    Duration off = ahead.abs();
    var facts = Map.of("seconds", "%.3f".formatted(off.toMillis() / 1e3));
    if (off.compareTo(FAR) > 0) {
      return ahead.isNegative()
          ? Finding.error("clock.far-behind", "", facts)
          : Finding.error("clock.far-ahead", "", facts);
    }
    if (off.compareTo(NEAR) > 0) {
      return ahead.isNegative()
          ? Finding.warning("clock.behind", "", facts)
          : Finding.warning("clock.ahead", "", facts);
    }
    return Finding.ok("clock.fine", "", facts);
  }
}
