package natsuin.fields;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code fields/rows.json}: accepted and refused values for every rule, thought out by hand. */
final class FieldTable {
  private static final JsonObject TABLE = new JsonObject(text());

  private FieldTable() {}

  /** One value of one field, beside others where the rule needs them. */
  record Row(String form, String field, JsonObject input, @Nullable Object expected) {
    @Override
    public String toString() {
      return form + "." + field + " " + input.getValue(field) + " → " + expected;
    }
  }

  static String text() {
    try (InputStream in = FieldTable.class.getResourceAsStream("/fields/rows.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LocalDate today() {
    return LocalDate.parse(TABLE.getString("today"));
  }

  static Stream<Row> rows() {
    return objects(TABLE.getJsonArray("fields"))
        .flatMap(
            field ->
                Stream.concat(rows(field, "accepted", ""), rows(field, "refused", "refused: ")));
  }

  private static Stream<Row> rows(JsonObject field, String kind, String prefix) {
    String name = field.getString("field");
    return field.getJsonArray(kind, new JsonArray()).stream()
        .map(JsonArray.class::cast)
        .map(
            pair -> {
              Object expected = pair.getValue(1);
              JsonObject input = field.getJsonObject("beside", new JsonObject()).copy();
              if (pair.size() > 2) {
                input.mergeIn(pair.getJsonObject(2));
              }
              return new Row(
                  field.getString("form"),
                  name,
                  input.put(name, pair.getValue(0)),
                  prefix.isEmpty() ? expected : prefix + expected);
            });
  }

  static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast);
  }
}
