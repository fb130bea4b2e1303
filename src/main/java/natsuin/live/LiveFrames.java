package natsuin.live;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** The frames that browsers get; the API's page on {@code /api/live} describes them. */
final class LiveFrames {
  private LiveFrames() {}

  static JsonObject snapshot(LiveTopic topic, LiveHistory.Head head, Instant at, JsonObject data) {
    return numbered("snapshot", topic, head.epoch(), head.seq(), at, data);
  }

  static JsonObject event(LiveTopic topic, String epoch, long seq, Instant at, JsonObject data) {
    return numbered("event", topic, epoch, seq, at, data);
  }

  static JsonObject denied(String topic, String code) {
    return new JsonObject().put("op", "denied").put("topic", topic).put("code", code);
  }

  static JsonObject pong(Instant at) {
    return new JsonObject().put("op", "pong").put("at", at.toString());
  }

  static JsonObject reconnect() {
    return new JsonObject().put("op", "reconnect");
  }

  private static JsonObject numbered(
      String op, LiveTopic topic, String epoch, long seq, Instant at, JsonObject data) {
    return new JsonObject()
        .put("op", op)
        .put("topic", topic.name())
        .put("epoch", epoch)
        .put("seq", seq)
        .put("at", at.toString())
        .put("data", data);
  }
}
