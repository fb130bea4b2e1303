package natsuin.fields;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import natsuin.testkit.Chromium;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same table in a real browser, against the module and the definition that are served. */
@DisplayName("APP-3: browser and server are of one opinion")
class FieldsInBrowserIT {
  @RegisterExtension static final World WORLD = new World();

  private static final Set<String> REPEATED_SECRETS = Set.of("newAgain", "pinAgain");

  private static final String ALL_ROWS =
      """
      async (rows) => {
        const { check, loadForms } = await import("/lib/fields.js");
        const { forms } = await loadForms();
        return JSON.stringify(JSON.parse(rows).map(({ form, input, today }) => check(forms[form], input, today)));
      }
      """;

  @Test
  @DisplayName("every row of the table: the same values, the same codes, the same facts")
  void theSameTable() {
    List<FieldTable.Row> rows = FieldTable.rows().toList();
    var given = new JsonArray();
    rows.forEach(
        row ->
            given.add(
                new JsonObject()
                    .put("form", row.form())
                    .put("input", row.input())
                    .put("today", row.today().toString())));
    JsonArray taken;
    try (var chromium = new Chromium(WORLD);
        var desk = chromium.desk(800, ColorScheme.LIGHT)) {
      var page = desk.newPage();
      page.navigate("/login");
      taken = new JsonArray((String) page.evaluate(ALL_ROWS, ascii(given.encode())));
    }
    for (int i = 0; i < rows.size(); i++) {
      assertThat(inBrowser(taken.getJsonObject(i)))
          .as(rows.get(i).toString())
          .isEqualTo(onServer(rows.get(i)));
    }
  }

  /** Half of a surrogate pair does not survive any other way. */
  private static String ascii(String json) {
    var escaped = new StringBuilder(json.length());
    json.chars()
        .forEach(
            c -> {
              if (c < 0x7f) {
                escaped.append((char) c);
              } else {
                escaped.append(String.format("\\u%04x", c));
              }
            });
    return escaped.toString();
  }

  /** The server does not ask for a secret's repetition, so that its absence is no complaint. */
  private static JsonObject inBrowser(JsonObject taken) {
    var errors = new JsonArray();
    FieldTable.objects(taken.getJsonArray("errors"))
        .filter(error -> !REPEATED_SECRETS.contains(error.getString("field")))
        .forEach(errors::add);
    return new JsonObject(taken.copy().put("errors", errors).encode());
  }

  private static JsonObject onServer(FieldTable.Row row) {
    Taken taken = Forms.load().form(row.form()).take(row.input(), row.today());
    var errors = new JsonArray();
    taken.errors().stream()
        .filter(error -> !REPEATED_SECRETS.contains(error.field()))
        .forEach(
            error ->
                errors.add(
                    new JsonObject()
                        .put("field", error.field())
                        .put("code", error.code())
                        .put("facts", new JsonObject(error.facts()))));
    return new JsonObject(
        new JsonObject().put("values", taken.values()).put("errors", errors).encode());
  }
}
