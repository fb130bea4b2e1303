package natsuin.live;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import natsuin.bus.Codec;

/** How {@link LiveEvent} travels between nodes. */
final class LiveChannel implements Codec<LiveEvent> {
  private static final String TYPE = "changed";

  @Override
  public JsonObject encode(LiveEvent event) {
    return new JsonObject()
        .put("type", TYPE)
        .put("v", 1)
        .put("topic", event.topic())
        .put("epoch", event.epoch())
        .put("seq", event.seq())
        .put("subject", event.subject());
  }

  @Override
  public Optional<LiveEvent> decode(JsonObject json) {
    String topic = json.getString("topic");
    String epoch = json.getString("epoch");
    Long seq = json.getLong("seq");
    String subject = json.getString("subject");
    return TYPE.equals(json.getString("type"))
            && topic != null
            && epoch != null
            && seq != null
            && subject != null
        ? Optional.of(new LiveEvent(topic, epoch, seq, subject))
        : Optional.empty();
  }
}
