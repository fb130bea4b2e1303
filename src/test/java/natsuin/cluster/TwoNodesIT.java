package natsuin.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import natsuin.bus.Channel;
import natsuin.bus.ChannelName;
import natsuin.bus.Codec;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TwoNodesIT {
  @RegisterExtension static final World WORLD = new World();

  private static final Codec<String> TEXT =
      new Codec<>() {
        @Override
        public JsonObject encode(String message) {
          return new JsonObject().put("type", "text").put("v", 1).put("text", message);
        }

        @Override
        public Optional<String> decode(JsonObject json) {
          return Optional.ofNullable(json.getString("text"));
        }
      };

  @Test
  @DisplayName("OPS-1: a second node joins, hears the first, and leaves again")
  void secondNode() throws Exception {
    var heard = new CopyOnWriteArrayList<String>();
    try (var other = WORLD.anotherNode()) {
      assertThat(WORLD.node().cluster().nodes()).hasSize(2);
      new Channel<>(other.vertx(), ChannelName.SESSIONS, TEXT)
          .listen(heard::add)
          .completion()
          .await();
      var first = new Channel<>(WORLD.node().vertx(), ChannelName.SESSIONS, TEXT);
      await()
          .until(
              () -> {
                first.publish("hello");
                return heard.contains("hello");
              });
    }
    await().until(() -> WORLD.node().cluster().nodes().size() == 1);
    assertThat(WORLD.get("/health/ready").statusCode()).isEqualTo(200);
  }
}
