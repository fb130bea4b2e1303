package natsuin.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import natsuin.redis.SentinelProbe.Master;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** OPS-3: whom the answers of three Sentinels make the master. */
class MasterWatchTest {
  private static final Optional<Master> NONE = Optional.empty();

  private static Optional<Master> a(long epoch) {
    return Optional.of(new Master("10.0.0.1", 6379, epoch));
  }

  private static Optional<Master> b(long epoch) {
    return Optional.of(new Master("10.0.0.2", 6379, epoch));
  }

  private static Optional<Master> elected(Optional<Master> before, List<Optional<Master>> answers) {
    return MasterWatch.elect(answers, before.orElse(null));
  }

  @Test
  @DisplayName("OPS-3: the latest failover counts, also while one Sentinel has not heard of it")
  void failover() {
    assertThat(elected(NONE, List.of(a(0), a(0), a(0)))).isEqualTo(a(0));
    assertThat(elected(a(0), List.of(a(0), b(1), b(1)))).isEqualTo(b(1));
    assertThat(elected(a(0), List.of(a(0), b(1), NONE))).isEqualTo(b(1));
    assertThat(elected(b(1), List.of(NONE, NONE, b(1)))).isEqualTo(b(1));
    assertThat(elected(b(1), List.of(NONE, NONE, NONE))).isEmpty();
  }

  @Test
  @DisplayName("OPS-3, fault: a Sentinel that was cut off tells of the master before: not believed")
  void cutOff() {
    assertThat(elected(b(1), List.of(a(0), b(1), b(1)))).isEqualTo(b(1));
    assertThat(elected(b(1), List.of(a(0), NONE, NONE))).isEmpty();
    assertThat(elected(b(1), List.of(a(0), a(0), NONE))).isEmpty();
  }

  @Test
  @DisplayName(
      "OPS-3, Attack: a Sentinel that lied with a huge epoch is gone, or all were set up anew: what"
          + " all of them say now is followed")
  void allAnew() {
    var lie = b(Long.MAX_VALUE);
    assertThat(elected(lie, List.of(a(3), a(3), NONE))).isEmpty();
    assertThat(elected(lie, List.of(a(3), a(3), a(3)))).isEqualTo(a(3));
  }
}
