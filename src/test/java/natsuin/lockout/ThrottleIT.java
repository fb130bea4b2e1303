package natsuin.lockout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import natsuin.kernel.Failure;
import natsuin.kernel.FailureException;
import natsuin.testkit.World;
import natsuin.vault.KeyedHash;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ThrottleIT {
  @RegisterExtension static final World WORLD = new World();
  private final String client = UUID.randomUUID().toString();
  private final Throttle throttle =
      new Throttle(
          WORLD.node().redis(),
          new ThrottleConfiguration(5, Duration.ofMinutes(10)),
          new KeyedHash(WORLD.node().keys().master(), "throttle"));

  @Test
  @DisplayName("SEC-3, attack: a hundred knocks at once are five, and the others are told when")
  void parallel() {
    var all = new ArrayList<Future<Void>>();
    for (int i = 0; i < 100; i++) {
      all.add(throttle.admit("door", client));
    }
    Future.join(all).otherwiseEmpty().await();
    assertThat(all).filteredOn(Future::succeeded).hasSize(5);
    assertThatThrownBy(() -> throttle.admit("door", client).await())
        .isInstanceOfSatisfying(
            FailureException.class,
            refused ->
                assertThat(refused.failure())
                    .isInstanceOfSatisfying(
                        Failure.TooMany.class,
                        many ->
                            assertThat(many.retryAfter())
                                .isBetween(Duration.ofMinutes(8), Duration.ofMinutes(10))));
  }

  @Test
  @DisplayName("SEC-3: doors and clients are counted apart")
  void apart() {
    for (int i = 0; i < 5; i++) {
      throttle.admit("door", client).await();
    }
    throttle.admit("other door", client).await();
    throttle.admit("door", "somebody else").await();
  }
}
