package natsuin.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChannelTest {
  private static final Vertx VERTX = Vertx.vertx();

  private record Counted(int count) {}

  private static final Codec<Counted> CODEC =
      new Codec<>() {
        @Override
        public JsonObject encode(Counted message) {
          return new JsonObject().put("type", "counted").put("v", 1).put("count", message.count());
        }

        @Override
        public Optional<Counted> decode(JsonObject json) {
          return "counted".equals(json.getString("type"))
              ? Optional.of(new Counted(json.getInteger("count")))
              : Optional.empty();
        }
      };

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  @DisplayName(
      "OPS-6: what another version says is counted and left alone; the next message arrives")
  void decodersAreTotal() {
    var channel = new Channel<>(VERTX, ChannelName.LIVE, CODEC);
    List<Counted> heard = new CopyOnWriteArrayList<>();
    channel.listen(heard::add).completion().await();
    List<Object> strange =
        List.of(
            "text",
            new JsonArray().add(1),
            new JsonObject(),
            new JsonObject().put("type", "newer"),
            new JsonObject().put("type", 7),
            new JsonObject().put("type", "counted").put("count", "three"),
            new JsonObject().put("type", "counted"));
    strange.forEach(body -> VERTX.eventBus().publish(ChannelName.LIVE.address(), body));
    channel.publish(new Counted(3));
    await().until(() -> !heard.isEmpty());
    assertThat(heard).containsExactly(new Counted(3));
    assertThat(channel.unknown()).isEqualTo(strange.size());
  }
}
