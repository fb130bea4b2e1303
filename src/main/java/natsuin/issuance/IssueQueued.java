package natsuin.issuance;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import natsuin.bus.Codec;

/** 「発行」 was pressed; says nothing about it, since whoever looks finds it. */
record IssueQueued() {
  private static final String TYPE = "issue-queued";

  /** On the bus. */
  static final Codec<IssueQueued> CODEC =
      new Codec<>() {
        @Override
        public JsonObject encode(IssueQueued message) {
          return new JsonObject().put("type", TYPE).put("v", 1);
        }

        @Override
        public Optional<IssueQueued> decode(JsonObject json) {
          return TYPE.equals(json.getString("type"))
              ? Optional.of(new IssueQueued())
              : Optional.empty();
        }
      };
}
