package natsuin.fields;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import natsuin.kernel.Failure.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * One field of a form.
 *
 * @param same the field that this one repeats
 * @param screen browsers alone ask for it
 * @param options the words to choose from; empty where they come from elsewhere
 */
record Field(
    String name,
    Type type,
    boolean required,
    Optional<String> same,
    boolean screen,
    Optional<When> when,
    List<String> options,
    Optional<String> example) {

  /** Asked for only where another field has one of these values. */
  record When(String field, List<String> in) {}

  static Field of(JsonObject json, Map<String, Type> types, Optional<String> exampleOfType) {
    return new Field(
        json.getString("name"),
        Objects.requireNonNull(types.get(json.getString("type")), json.getString("type")),
        json.getBoolean("required", false),
        Optional.ofNullable(json.getString("same")),
        json.getBoolean("screen", false),
        Optional.ofNullable(json.getJsonObject("when"))
            .map(when -> new When(when.getString("field"), strings(when.getJsonArray("in")))),
        strings(json.getJsonArray("options", new JsonArray())),
        Optional.ofNullable(json.getString("example")).or(() -> exampleOfType));
  }

  private static List<String> strings(JsonArray array) {
    return array.stream().map(String.class::cast).toList();
  }

  /** Whether it is asked for, after what came before it. */
  boolean asked(JsonObject before) {
    return when.isEmpty() || when.get().in().contains(before.getString(when.get().field(), ""));
  }

  /** Reads what was given for this field. */
  Read read(@Nullable Object given, LocalDate today) {
    Read read = type.read(given, today);
    return read instanceof Read.Plain(Object value)
            && !options.isEmpty()
            && !options.contains(value)
        ? new Read.Wrong("unknown-value")
        : read;
  }

  /** What is said where nothing was given. */
  FieldError missing() {
    return new FieldError(name, type.kind() == Type.Kind.CHOICE ? "choose" : "required");
  }

  FieldError error(Read.Wrong wrong) {
    var facts = new HashMap<>(wrong.facts());
    example.ifPresent(text -> facts.put("example", text));
    return new FieldError(name, wrong.code(), Map.copyOf(facts));
  }
}
