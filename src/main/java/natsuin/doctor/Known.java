package natsuin.doctor;

import java.time.Duration;
import java.util.List;

/** A finding that was there before anybody looked: what it takes to look is missing. */
record Known(Finding finding) implements Check {
  @Override
  public String name() {
    return finding.check();
  }

  @Override
  public Duration every() {
    return Duration.ofHours(24);
  }

  @Override
  public List<Finding> look() {
    return List.of(finding);
  }
}
