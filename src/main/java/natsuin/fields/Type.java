package natsuin.fields;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a field of this type may hold.
 *
 * @param longest UTF-16 units of typed text that are looked at at all
 */
record Type(Kind kind, int longest, List<Step> steps, List<Check> checks, Optional<DateRule> date) {

  /** How a value comes and what else is done with it. */
  enum Kind {
    /** One line. */
    TEXT,
    /** Several lines. */
    LINES,
    /** A day, however it is written; its plain form is {@code yyyy-MM-dd}. */
    DATE,
    /** One of several words. */
    CHOICE,
    /** Yes or no. */
    FLAG,
    /** Known to one person: never trimmed, and nothing of it appears in facts. */
    SECRET
  }

  static Type of(JsonObject json, int longest, DateNotation notation, Set<String> blocked) {
    Kind kind = Kind.valueOf(json.getString("kind").toUpperCase(Locale.ROOT));
    return new Type(
        kind,
        longest,
        json.getJsonArray("steps").stream().map(step -> Step.of((JsonObject) step)).toList(),
        json.getJsonArray("checks").stream()
            .map(JsonObject.class::cast)
            .map(check -> new Check(check.getString("code"), Rule.of(check, blocked)))
            .toList(),
        kind == Kind.DATE ? Optional.of(DateRule.of(json, notation)) : Optional.empty());
  }

  /** Reads a value as JSON has it. */
  Read read(@Nullable Object given, LocalDate today) {
    Object plain = plain(given);
    if (plain.equals("")) {
      return new Read.Missing();
    }
    if (kind == Kind.FLAG) {
      return plain instanceof Boolean ? new Read.Plain(plain) : new Read.Wrong("unknown-value");
    }
    if (!(plain instanceof String text)) {
      return new Read.Wrong("unknown-value");
    }
    return text.length() > longest
        ? new Read.Wrong("too-long", Map.of("max", most()))
        : check(text, today);
  }

  /** A text after all steps, an empty one for null; what is too long or no text stays as it is. */
  Object plain(@Nullable Object given) {
    if (!(given instanceof String typed) || typed.length() > longest) {
      return given == null ? "" : given;
    }
    String text = typed;
    for (Step step : steps) {
      text = step.apply(text);
    }
    return text;
  }

  private Read check(String text, LocalDate today) {
    for (Check check : checks) {
      var broken = check.broken(text);
      if (broken.isPresent()) {
        return new Read.Wrong(
            check.code(), kind == Kind.SECRET ? told(broken.get()) : broken.get());
      }
    }
    return date.map(rule -> rule.read(text, today)).orElseGet(() -> new Read.Plain(text));
  }

  private static Map<String, Object> told(Map<String, Object> facts) {
    return facts.containsKey("found") ? Map.of() : facts;
  }

  private int most() {
    return checks.stream()
        .map(Check::rule)
        .filter(Rule.Length.class::isInstance)
        .mapToInt(rule -> ((Rule.Length) rule).max())
        .min()
        .orElse(longest);
  }
}
