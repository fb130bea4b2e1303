package natsuin.fields;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collector;
import natsuin.testkit.Chromium;
import natsuin.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same table in a real browser, against the module and the definition that are served. */
@DisplayName("APP-3: browser and server are of one opinion")
class FieldsInBrowserIT {
  @RegisterExtension
  static final World WORLD =
      FieldTable.POLICIES.entrySet().stream()
          .collect(
              World::new, (world, key) -> world.with(key.getKey(), key.getValue()), (a, b) -> {});

  /** What only browsers ask for; its absence is no complaint of the server's. */
  private static final Set<String> REPEATED_SECRETS =
      Set.of("newAgain", "pinAgain", "passwordAgain");

  private static final String ALL_ROWS =
      """
      async (rows) => {
        const { check, loadForms } = await import("/lib/fields.js");
        const { forms } = await loadForms();
        const taken = JSON.parse(rows).map(({ form, input, today }) => check(forms[form], input, today));
        return JSON.stringify(taken);
      }
      """;

  private static final String MILLISECONDS =
      """
      async (feeds) => {
        const { check, fieldsOf, loadForms } = await import("/lib/fields.js");
        const { forms } = await loadForms();
        const start = performance.now();
        for (const feed of [...JSON.parse(feeds), "x".repeat(10_000_000)]) {
          for (const form of Object.values(forms)) {
            check(form, Object.fromEntries(fieldsOf(form).map(({ name }) => [name, feed])));
          }
        }
        return performance.now() - start;
      }
      """;

  private static Chromium chromium;
  private static BrowserContext desk;

  @BeforeAll
  static void open() {
    chromium = new Chromium(WORLD);
    desk = chromium.desk(800, ColorScheme.LIGHT);
  }

  @AfterAll
  static void close() {
    desk.close();
    chromium.close();
  }

  private static Page page() {
    var page = desk.newPage();
    page.navigate("/login");
    return page;
  }

  @Test
  @DisplayName("every row of the table: the same values, the same codes, the same facts")
  void theSameTable() {
    List<FieldTable.Row> rows = FieldTable.rows().toList();
    JsonArray given = rows.stream().map(FieldsInBrowserIT::given).collect(toArray());
    var taken = new JsonArray((String) page().evaluate(ALL_ROWS, ascii(given)));
    for (int i = 0; i < rows.size(); i++) {
      assertThat(inBrowser(taken.getJsonObject(i)))
          .as(rows.get(i).toString())
          .isEqualTo(onServer(rows.get(i)));
    }
  }

  @Test
  @DisplayName("LOGIN-2, EMP-2: the hint under a field says what the portal's policy asks, no more")
  void hints() {
    assertThat(hint("passwordHint('mypage')"))
        .isEqualTo("半角で10文字以上16文字以内。英大文字・英小文字・数字をすべて含めてください。");
    assertThat(hint("passwordHint('employer')"))
        .startsWith("12文字以上128文字以内。日本語や空白も使えます。")
        .contains("よく使われるものは登録できません")
        .doesNotContain("含めてください");
    assertThat(hint("userIdHint()")).startsWith("半角英数字で6文字以上12文字以内。");
  }

  private static String hint(String which) {
    return (String)
        page().evaluate("import('/lib/passwords.js').then((module) => module." + which + ")");
  }

  @Test
  @DisplayName("SEC-3, UI-2: what makes patterns slow, and 10 MB, do not freeze the page")
  void slowPatterns() {
    var feeds = new JsonArray(FieldTable.SLOW);
    var took = (Number) page().evaluate(MILLISECONDS, ascii(feeds));
    assertThat(took.doubleValue()).isLessThan(8_000); // on an idle machine far below one second
  }

  @Test
  @DisplayName("API-1: the definition is there for everybody, and is sent once only")
  void served() {
    var first = WORLD.get("/api/fields.json");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    var request = HttpRequest.newBuilder(WORLD.url("/api/fields.json"));
    assertThat(new JsonObject(first.body()).getJsonObject("forms").fieldNames())
        .isEqualTo(FieldTable.FORMS.names());
    assertThat(WORLD.send(request.header("If-None-Match", tag).build()).statusCode())
        .isEqualTo(304);
  }

  private static JsonObject given(FieldTable.Row row) {
    return new JsonObject()
        .put("form", row.form())
        .put("input", row.input())
        .put("today", row.today().toString());
  }

  private static Collector<JsonObject, ?, JsonArray> toArray() {
    return Collector.of(JsonArray::new, JsonArray::add, JsonArray::addAll);
  }

  /** Half of a surrogate pair does not survive any other way. */
  private static String ascii(JsonArray json) {
    var escaped = new StringBuilder();
    json.encode()
        .chars()
        .mapToObj(c -> c < 0x7f ? Character.toString(c) : String.format("\\u%04x", c))
        .forEach(escaped::append);
    return escaped.toString();
  }

  private static JsonObject inBrowser(JsonObject taken) {
    JsonArray errors =
        FieldTable.objects(taken.getJsonArray("errors"))
            .filter(error -> !REPEATED_SECRETS.contains(error.getString("field")))
            .collect(toArray());
    return taken.copy().put("errors", errors);
  }

  private static JsonObject onServer(FieldTable.Row row) {
    Taken taken = FieldTable.FORMS.form(row.form()).take(row.input(), row.today());
    JsonArray errors =
        taken.errors().stream()
            .filter(error -> !REPEATED_SECRETS.contains(error.field()))
            .map(
                error ->
                    new JsonObject()
                        .put("field", error.field())
                        .put("code", error.code())
                        .put("facts", new JsonObject(error.facts())))
            .collect(toArray());
    return new JsonObject(
        new JsonObject().put("values", taken.values()).put("errors", errors).encode());
  }
}
