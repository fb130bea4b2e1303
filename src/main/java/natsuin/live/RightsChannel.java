package natsuin.live;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import natsuin.bus.Announcement.RightsChanged;
import natsuin.bus.Codec;

/**
 * How the other nodes learn that a session ended or rights changed: they ask again, each itself.
 */
final class RightsChannel implements Codec<RightsChanged> {
  private static final String TYPE = "rights-changed";

  @Override
  public JsonObject encode(RightsChanged message) {
    return new JsonObject().put("type", TYPE).put("v", 1);
  }

  @Override
  public Optional<RightsChanged> decode(JsonObject json) {
    return TYPE.equals(json.getString("type"))
        ? Optional.of(new RightsChanged())
        : Optional.empty();
  }
}
