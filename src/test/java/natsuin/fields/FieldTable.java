package natsuin.fields;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import natsuin.testkit.PolicyTypes;
import org.jspecify.annotations.Nullable;

/** {@code fields/rows.json}: accepted and refused values for every rule, thought out by hand. */
final class FieldTable {
  private static final JsonObject TABLE = new JsonObject(text());

  /** MyPage after the guide, the employer portal after the modern policy with every script. */
  static final Map<String, String> POLICIES =
      Map.of(
          "portals.mypage", "guide",
          "portals.employer", "modern",
          "policies.modern.employer.password.characters", "any");

  static final Forms FORMS = Forms.with(PolicyTypes.of(POLICIES));

  /** As long as anything that is looked at, and made to let patterns try again and again. */
  static final List<String> SLOW =
      List.of(
          "a.".repeat(1000),
          "a@" + "a.".repeat(990),
          "a-".repeat(999) + "@",
          " ".repeat(1999) + "x",
          "x" + " ".repeat(1998) + "x",
          "co. ".repeat(499),
          "カブシキ".repeat(499),
          "-".repeat(2000),
          "+81" + "-".repeat(1990) + "x",
          "昭和".repeat(999),
          "1".repeat(2000),
          "ﾞ".repeat(2000),
          "か\u3099".repeat(999),
          "’".repeat(2000),
          "ｱ".repeat(2000));

  private FieldTable() {}

  /**
   * One value of one field, beside others where the rule needs them.
   *
   * @param plain what it is taken as; null where nothing is kept
   * @param code why it is refused; empty where it is taken
   */
  record Row(
      String form,
      String field,
      JsonObject input,
      LocalDate today,
      @Nullable Object plain,
      String code) {
    boolean refused() {
      return !code.isEmpty();
    }

    @Override
    public String toString() {
      String given = new JsonArray().add(input.getValue(field)).encode();
      String shown = given.length() > 60 ? given.substring(0, 60) + "…" : given;
      return form + "." + field + " " + shown + " → " + (refused() ? code : plain);
    }
  }

  private static String text() {
    try (InputStream in = FieldTable.class.getResourceAsStream("/fields/rows.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LocalDate today() {
    return LocalDate.parse(TABLE.getString("today"));
  }

  /** Every row for every form and field that it is about. */
  static Stream<Row> rows() {
    return objects(TABLE.getJsonArray("rows"))
        .flatMap(
            entry ->
                entry.getJsonArray("fields").stream()
                    .flatMap(name -> FieldName.all((String) name))
                    .flatMap(name -> rows(entry, name)));
  }

  private static Stream<Row> rows(JsonObject entry, FieldName name) {
    return Stream.concat(
        pairs(entry, "accepted").map(pair -> row(entry, name, pair, "")),
        pairs(entry, "refused").map(pair -> row(entry, name, pair, pair.getString(1))));
  }

  private static Row row(JsonObject entry, FieldName name, JsonArray pair, String code) {
    JsonObject input = entry.getJsonObject("beside", new JsonObject()).copy();
    String today = entry.getString("today");
    return new Row(
        name.form(),
        name.field(),
        input.put(name.field(), pair.getValue(0)),
        today == null ? today() : LocalDate.parse(today),
        code.isEmpty() ? pair.getValue(1) : null,
        code);
  }

  private static Stream<JsonArray> pairs(JsonObject entry, String kind) {
    return entry.getJsonArray(kind).stream().map(JsonArray.class::cast);
  }

  static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast);
  }

  /** A field of a form. */
  record FieldName(String form, String field) {

    /** {@code form.field}, or {@code *.field} for each form that has it. */
    private static Stream<FieldName> all(String name) {
      String form = name.substring(0, name.indexOf('.'));
      String field = name.substring(form.length() + 1);
      return every()
          .filter(f -> f.field().equals(field) && (form.equals("*") || f.form().equals(form)));
    }

    static Stream<FieldName> every() {
      return FORMS.names().stream()
          .flatMap(
              form -> FORMS.form(form).names().stream().map(name -> new FieldName(form, name)));
    }
  }
}
