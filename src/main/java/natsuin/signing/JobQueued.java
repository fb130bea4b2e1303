package natsuin.signing;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import natsuin.bus.Codec;

/** A signing job waits; says nothing about it, since whoever looks finds it. */
public record JobQueued() {
  private static final String TYPE = "job-queued";

  /** On the bus. */
  public static final Codec<JobQueued> CODEC =
      new Codec<>() {
        @Override
        public JsonObject encode(JobQueued message) {
          return new JsonObject().put("type", TYPE).put("v", 1);
        }

        @Override
        public Optional<JobQueued> decode(JsonObject json) {
          return TYPE.equals(json.getString("type"))
              ? Optional.of(new JobQueued())
              : Optional.empty();
        }
      };
}
