package natsuin.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What readiness hangs on, and what it must not hang on. */
class SafetyIT {
  private static final ClusterIdentity OURS = TestIdentity.named("the key");

  @Test
  @DisplayName(
      "OPS-1, OPS-6: a newcomer is ready when it has its share; a node whose others are gone stays"
          + " ready")
  void settlesOnce() {
    try (var first = TestCluster.join(List.of(), OURS)) {
      await().until(() -> first.settled().succeeded() && first.isSafe());
      try (var second = TestCluster.join(List.of(first.address()), OURS)) {
        await().atMost(Duration.ofSeconds(30)).until(() -> second.settled().succeeded());
        await().atMost(Duration.ofSeconds(30)).until(() -> first.isSafe() && second.isSafe());
        assertThat(first.settled().succeeded()).isTrue();
      }
      await()
          .during(Duration.ofSeconds(2))
          .atMost(Duration.ofSeconds(30))
          .until(() -> first.settled().succeeded() && first.nodes().size() == 1);
    }
  }
}
