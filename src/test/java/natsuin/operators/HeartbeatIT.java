package natsuin.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicInteger;
import natsuin.bus.Announcements;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HeartbeatIT {
  @RegisterExtension static final World WORLD = new World();

  private static final int OLD = 1;

  @Test
  @DisplayName(
      "OPS-6: a node that slept while the schema lost what it needs stops with its next word;"
          + " others go on")
  void outlived() {
    WORLD.database().client().query("update schema_floor set oldest = 2").execute().await();
    var stops = new AtomicInteger();
    var node = WORLD.node();
    try (var old =
        Heartbeat.begin(
            node.vertx(),
            node.database(),
            new Announcements(),
            node.clock(),
            "10.0.0.1:5701",
            "0",
            OLD,
            stops::incrementAndGet,
            () -> Future.succeededFuture(new JsonObject().put("ready", true)))) {
      await().until(() -> stops.get() > 0);
      assertThat(old.id()).isNotNull();
    }
    assertThat(WORLD.get("/health/ready").statusCode()).isEqualTo(200);
  }
}
