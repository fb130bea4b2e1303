package natsuin.passwords;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import natsuin.kernel.Allowed;

/**
 * What a user ID must be: half-width letters, in which case counts, and digits (EMP-2).
 *
 * @param min fewest characters
 * @param max most; file names and certificates carry user IDs
 * @param bothKinds whether a letter and a digit must be there
 */
public record UserIdRules(
    @Allowed(from = "1", to = "32") int min,
    @Allowed(from = "6", to = "32") int max,
    boolean bothKinds) {

  /** No rules that nothing keeps. */
  public UserIdRules {
    if (min > max) {
      throw new IllegalArgumentException("min: must not be above max, and is '" + min + "'");
    }
  }

  /** The same as the type of a field, by which server and browser check alike. */
  public JsonObject type() {
    var checks =
        JsonArray.of(
            new JsonObject().put("code", "user-id-chars").put("chars", "[0-9A-Za-z]"),
            new JsonObject().put("code", "too-short").put("min", min),
            new JsonObject().put("code", "too-long").put("max", max));
    if (bothKinds) {
      checks.add(new JsonObject().put("code", "user-id-letter").put("has", "[A-Za-z]"));
      checks.add(new JsonObject().put("code", "user-id-digit").put("has", "[0-9]"));
    }
    return new JsonObject()
        .put("steps", JsonArray.of("half-width"))
        .put("checks", checks)
        .put("rules", new JsonObject().put("min", min).put("max", max).put("bothKinds", bothKinds))
        .put(
            "input",
            new JsonObject()
                .put("autocomplete", "username")
                .put("autocapitalize", "off")
                .put("spellcheck", "false"));
  }
}
