package natsuin.uploads;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import natsuin.bus.Codec;

/** A file waits for its scan; says nothing about it, since whoever looks finds it. */
public record FileQueued() {
  private static final String TYPE = "file-queued";

  /** On the bus. */
  public static final Codec<FileQueued> CODEC =
      new Codec<>() {
        @Override
        public JsonObject encode(FileQueued message) {
          return new JsonObject().put("type", TYPE).put("v", 1);
        }

        @Override
        public Optional<FileQueued> decode(JsonObject json) {
          return TYPE.equals(json.getString("type"))
              ? Optional.of(new FileQueued())
              : Optional.empty();
        }
      };
}
