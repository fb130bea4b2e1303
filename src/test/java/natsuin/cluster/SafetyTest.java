package natsuin.cluster;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What hangs on a question that is not answered. */
class SafetyTest {
  private final AtomicBoolean standsStill = new AtomicBoolean();
  private final CountDownLatch goesOn = new CountDownLatch(1);

  @Test
  @DisplayName(
      "OPS-1, Fault: while another member stands still a node holds itself for unsafe within"
          + " seconds, stays settled, and nothing else waits; the member goes on, and it is safe")
  void unanswered() {
    var vertx = Vertx.vertx(new VertxOptions().setWorkerPoolSize(1));
    try {
      var safety = Safety.watch(vertx, this::isSafe);
      await().until(safety::isSafe);
      standsStill.set(true);
      await().until(() -> !safety.isSafe());
      await().until(vertx.executeBlocking(() -> true)::succeeded);
      await().until(safety::isSettled);
      standsStill.set(false);
      goesOn.countDown();
      await().until(safety::isSafe);
    } finally {
      goesOn.countDown();
      vertx.close().await();
    }
  }

  private boolean isSafe() {
    if (standsStill.get()) {
      try {
        goesOn.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return true;
  }
}
