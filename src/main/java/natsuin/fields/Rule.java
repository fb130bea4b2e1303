package natsuin.fields;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a plain text must be like; breaking it has facts. */
sealed interface Rule {

  /** Facts for the sentence where the rule is broken; nothing where it is kept. */
  Optional<Map<String, Object>> broken(String text);

  /** The whole text must look like this. */
  record Must(Pattern pattern) implements Rule {
    @Override
    public Optional<Map<String, Object>> broken(String text) {
      return facts(!pattern.matcher(text).matches(), Map.of());
    }
  }

  /** This must ({@code wanted}) or must not be found in it. */
  record Found(Pattern pattern, boolean wanted) implements Rule {
    @Override
    public Optional<Map<String, Object>> broken(String text) {
      return facts(pattern.matcher(text).find() != wanted, Map.of());
    }
  }

  /** Every character must be of this class; the first that is not is told. */
  record Chars(Pattern pattern) implements Rule {
    @Override
    public Optional<Map<String, Object>> broken(String text) {
      return text.codePoints()
          .mapToObj(Character::toString)
          .filter(c -> !pattern.matcher(c).matches())
          .findFirst()
          .map(found -> Map.of("found", found));
    }
  }

  /** So many characters (code points) at least and at most. */
  record Length(int min, int max) implements Rule {
    @Override
    public Optional<Map<String, Object>> broken(String text) {
      int length = text.codePointCount(0, text.length());
      return length < min
          ? Optional.of(Map.of("min", min))
          : facts(length > max, Map.of("max", max));
    }
  }

  /** Not on the list of what everybody tries first, in whatever case. */
  record NotBlocked(Set<String> list) implements Rule {
    @Override
    public Optional<Map<String, Object>> broken(String text) {
      boolean oneCharacter = text.codePoints().distinct().limit(2).count() < 2;
      return facts(oneCharacter || list.contains(text.toLowerCase(Locale.ROOT)), Map.of());
    }
  }

  private static Optional<Map<String, Object>> facts(boolean broken, Map<String, Object> facts) {
    return broken ? Optional.of(facts) : Optional.empty();
  }

  static Rule of(JsonObject json, Set<String> blocked) {
    int flags = json.getBoolean("ignoreCase", false) ? Pattern.CASE_INSENSITIVE : 0;
    for (String kind : json.fieldNames()) {
      switch (kind) {
        case "must" -> {
          return new Must(Pattern.compile(json.getString(kind), flags));
        }
        case "has", "not" -> {
          return new Found(Pattern.compile(json.getString(kind), flags), kind.equals("has"));
        }
        case "chars" -> {
          return new Chars(Pattern.compile(json.getString(kind), flags));
        }
        case "min" -> {
          return new Length(json.getInteger(kind), Integer.MAX_VALUE);
        }
        case "max" -> {
          return new Length(0, json.getInteger(kind));
        }
        case "blocked" -> {
          return new NotBlocked(blocked);
        }
        default -> {
          continue;
        }
      }
    }
    throw new IllegalArgumentException("a check without a rule: " + json);
  }
}
