package natsuin.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BackOffTest {
  private final BackOff pauses = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1));

  @Test
  @DisplayName("OPS-4: pauses double up to the longest, at least half of each is kept")
  void doubles() {
    between(1, 500, 1_000);
    between(2, 1_000, 2_000);
    between(4, 4_000, 8_000);
    between(7, 30_000, 60_000);
    between(1_000_000, 30_000, 60_000);
  }

  private void between(int failed, long least, long most) {
    IntStream.range(0, 200)
        .forEach(n -> assertThat(pauses.after(failed).toMillis()).isBetween(least, most));
  }

  @Test
  @DisplayName("OPS-4: those that fail together do not come back together")
  void jitter() {
    assertThat(IntStream.range(0, 100).mapToObj(n -> pauses.after(7)).distinct().count())
        .isGreaterThan(50);
  }
}
