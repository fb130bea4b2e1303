package natsuin.bus;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** A message as JSON with {@code type} and {@code v}, and back. */
public interface Codec<T> {
  /** The message as JSON; no codes, sessions, documents or personal data. */
  JsonObject encode(T message);

  /** The message, or nothing where this version does not know it. */
  Optional<T> decode(JsonObject json);
}
