package natsuin.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LockoutIT {
  @RegisterExtension static final World WORLD = new World();
  private static final Duration HOUR = Duration.ofHours(1);
  private final String subject = UUID.randomUUID().toString();
  private final Lockout lockout = lockout("login", 6);

  private static Lockout lockout(String kind, int tries) {
    return new Lockout(WORLD.node().redis(), WORLD.clock(), new LockoutPolicy(tries, HOUR), kind);
  }

  @Test
  @DisplayName("LOGIN-3, attack: a hundred tries at once are six tries")
  void parallel() {
    var all = new ArrayList<Future<Attempt>>();
    for (int i = 0; i < 100; i++) {
      all.add(lockout.attempt(subject));
    }
    Future.join(all).await();
    List<Integer> left =
        all.stream()
            .map(Future::result)
            .filter(attempt -> attempt instanceof Attempt.Allowed)
            .map(attempt -> ((Attempt.Allowed) attempt).triesLeft())
            .toList();
    assertThat(left).containsExactlyInAnyOrder(5, 4, 3, 2, 1, 0);
  }

  @Test
  @DisplayName("LOGIN-3: the lock opens by itself, and then six tries are there again")
  void opensByItself() {
    exhaust();
    assertThat(lockout.attempt(subject).await())
        .isInstanceOfSatisfying(
            Attempt.Locked.class,
            locked ->
                assertThat(Duration.between(WORLD.clock().instant(), locked.until()))
                    .isBetween(Duration.ofMinutes(59), HOUR));
    WORLD.clock().advance(Duration.ofMinutes(59));
    assertThat(lockout.attempt(subject).await()).isInstanceOf(Attempt.Locked.class);
    WORLD.clock().advance(Duration.ofMinutes(1));
    assertThat(lockout.attempt(subject).await())
        .isInstanceOfSatisfying(
            Attempt.Allowed.class, allowed -> assertThat(allowed.triesLeft()).isEqualTo(5));
  }

  @Test
  @DisplayName("LOGIN-3: only wrong tries in a row count; the right secret begins anew")
  void rightBeginsAnew() {
    for (int i = 0; i < 5; i++) {
      lockout.attempt(subject).await();
    }
    assertThat(lockout.attempt(subject).await())
        .isInstanceOfSatisfying(
            Attempt.Allowed.class, last -> assertThat(last.triesLeft()).isZero());
    lockout.succeeded(subject).await();
    assertThat(lockout.attempt(subject).await())
        .isInstanceOfSatisfying(
            Attempt.Allowed.class, allowed -> assertThat(allowed.triesLeft()).isEqualTo(5));
  }

  @Test
  @DisplayName("LOGIN-3: counters of different secrets and of different people are apart")
  void apart() {
    exhaust();
    assertThat(lockout("pin", 5).attempt(subject).await()).isInstanceOf(Attempt.Allowed.class);
    assertThat(lockout.attempt("someone else").await()).isInstanceOf(Attempt.Allowed.class);
  }

  private void exhaust() {
    for (int i = 0; i < 6; i++) {
      lockout.attempt(subject).await();
    }
  }
}
