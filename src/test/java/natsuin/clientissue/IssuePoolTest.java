package natsuin.clientissue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Vertx;
import natsuin.kernel.Failure;
import natsuin.kernel.FailureException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IssuePoolTest {
  @Test
  @DisplayName(
      "API-1: a full pool says busy before anything is begun, and is free again afterwards")
  void full() {
    Vertx vertx = Vertx.vertx();
    try (var pool = new IssuePool(vertx, 1, 1)) {
      var refused =
          pool.holdingPlace(
              () ->
                  pool.holdingPlace(
                      () ->
                          catchThrowableOfType(
                              FailureException.class, () -> pool.holdingPlace(() -> "third"))));
      assertThat(refused.failure()).isInstanceOf(Failure.Busy.class);
      assertThat(pool.holdingPlace(() -> "free")).isEqualTo("free");
    } finally {
      vertx.close().await();
    }
  }
}
