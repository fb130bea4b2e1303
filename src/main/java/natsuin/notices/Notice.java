package natsuin.notices;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One notice.
 *
 * @param facts fill the sentence: summary, number …
 * @param link path of the page where its task is
 */
public record Notice(
    UUID id, NoticeKind kind, JsonObject facts, @Nullable String link, Instant at, boolean read) {

  /** As in the API. */
  public JsonObject json() {
    var json =
        new JsonObject()
            .put("id", id.toString())
            .put("kind", kind.code())
            .put("facts", facts)
            .put("at", at.toString())
            .put("read", read);
    return link == null ? json : json.put("link", link);
  }
}
