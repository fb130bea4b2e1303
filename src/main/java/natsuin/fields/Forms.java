package natsuin.fields;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import natsuin.kernel.Failure.FieldError;

/** The door: every form there is (APP-2, APP-3, LOGIN-2, CERT-1, ORG-1, USER-1). */
public final class Forms {
  private static final Forms SHIPPED = new Forms(Definition.read(Map.of()));

  private final JsonObject definition;
  private final Map<String, Type> types;
  private final Map<String, Form> forms = new LinkedHashMap<>();

  private Forms(JsonObject definition) {
    this.definition = definition;
    this.types = types(definition);
    JsonObject asJson = definition.getJsonObject("types");
    for (String name : definition.getJsonObject("forms").fieldNames()) {
      forms.put(
          name,
          new Form(
              definition.getJsonObject("forms").getJsonArray(name).stream()
                  .flatMap(part -> ((JsonObject) part).getJsonArray("fields").stream())
                  .map(JsonObject.class::cast)
                  .map(field -> Field.of(field, types, example(asJson, field)))
                  .toList()));
    }
  }

  private static Optional<String> example(JsonObject types, JsonObject field) {
    return Optional.ofNullable(types.getJsonObject(field.getString("type")).getString("example"));
  }

  private static Map<String, Type> types(JsonObject definition) {
    var notation = DateNotation.of(definition.getJsonObject("dates"));
    Set<String> blocked =
        Set.copyOf(definition.getJsonArray("blocked").stream().map(String.class::cast).toList());
    var types = new LinkedHashMap<String, Type>();
    int longest = definition.getInteger("longest");
    for (String name : definition.getJsonObject("types").fieldNames()) {
      JsonObject type = definition.getJsonObject("types").getJsonObject(name);
      types.put(name, Type.of(type, longest, notation, blocked));
    }
    return types;
  }

  /** The forms whose rules come with the program; read once. */
  public static Forms load() {
    return SHIPPED;
  }

  /**
   * These, and the forms whose rules an operator decides.
   *
   * @param types by name, each as {@code types.json} has them: those marked {@code given} there
   */
  public static Forms with(Map<String, JsonObject> types) {
    return new Forms(Definition.read(types));
  }

  /**
   * What is wrong with one value alone, told at a field of that name; empty where nothing is.
   *
   * @param type the name of what it may hold
   */
  public List<FieldError> faults(String type, String field, String value) {
    Field alone =
        Field.of(
            new JsonObject().put("name", field).put("type", type).put("required", true),
            types,
            Optional.empty());
    return new Form(List.of(alone))
        .take(new JsonObject().put(field, value), LocalDate.EPOCH)
        .errors();
  }

  /**
   * The form of that name.
   *
   * @throws NullPointerException where there is none
   */
  public Form form(String name) {
    return Objects.requireNonNull(forms.get(name), name);
  }

  /** The names of all forms. */
  public Set<String> names() {
    return forms.keySet();
  }

  /** The whole definition as browsers get it. */
  public String json() {
    return definition.encode();
  }
}
