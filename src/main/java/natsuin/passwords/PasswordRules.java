package natsuin.passwords;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import natsuin.kernel.Allowed;

/**
 * What a new password must be; those that exist stay (LOGIN-2, EMP-2).
 *
 * @param min fewest characters (code points)
 * @param max most
 * @param mustHave kinds that must all be there; empty: no rule of composition
 * @param blocklist whether well-known passwords are refused
 */
public record PasswordRules(
    @Allowed(from = "4", to = "256") int min,
    @Allowed(from = "8", to = "256") int max,
    Characters characters,
    @Allowed(empty = true) List<CharacterKind> mustHave,
    boolean blocklist) {

  /** Which characters may be used. */
  public enum Characters {
    /** Letters, digits and symbols of ASCII, no space. */
    HALF_WIDTH("password-chars", "[!-~]"),
    /** The same with spaces. */
    ASCII("password-ascii", "[ -~]"),
    /** Every script, spaces too; in normal form NFC. */
    ANY("unprintable", "[^\\p{Cc}\\p{Cs}]");

    private final String fault;
    private final String pattern;

    Characters(String fault, String pattern) {
      this.fault = fault;
      this.pattern = pattern;
    }

    private String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** No rules that nothing keeps. */
  public PasswordRules {
    if (min > max) {
      throw new IllegalArgumentException("min: must not be above max, and is '" + min + "'");
    }
    mustHave = List.copyOf(mustHave);
    if (mustHave.size() > min) {
      throw new IllegalArgumentException("must-have: must not ask for more kinds than min");
    }
  }

  /** The same as the type of a field, by which server and browser check alike. */
  public JsonObject type() {
    var checks = new JsonArray();
    checks.add(new JsonObject().put("code", characters.fault).put("chars", characters.pattern));
    checks.add(new JsonObject().put("code", "too-short").put("min", min));
    checks.add(new JsonObject().put("code", "too-long").put("max", max));
    for (CharacterKind kind : mustHave) {
      checks.add(new JsonObject().put("code", kind.fault()).put("has", kind.pattern()));
    }
    if (blocklist) {
      checks.add(new JsonObject().put("code", "password-common").put("blocked", true));
    }
    // The same word typed on another system is the same word (SP 800-63B-4, 3.1.1.2).
    var nfc = new JsonObject().put("do", "nfc").put("match", "[^\\uD800-\\uDFFF]+");
    return new JsonObject()
        .put("kind", "secret")
        .put("steps", characters == Characters.ANY ? JsonArray.of(nfc) : new JsonArray())
        .put("checks", checks)
        .put("rules", rules())
        .put("input", new JsonObject().put("autocomplete", "new-password"));
  }

  /** What a hint is written from. */
  private JsonObject rules() {
    return new JsonObject()
        .put("min", min)
        .put("max", max)
        .put("characters", characters.code())
        .put(
            "mustHave",
            new JsonArray(
                mustHave.stream().map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList()))
        .put("blocklist", blocklist);
  }
}
