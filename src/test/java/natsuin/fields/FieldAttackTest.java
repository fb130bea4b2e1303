package natsuin.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import natsuin.fields.FieldTable.FieldName;
import natsuin.kernel.Failure.FieldError;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("SEC-3: what attackers type into forms")
class FieldAttackTest {
  private static final LocalDate TODAY = FieldTable.today();

  private static List<FieldError> errors(String form, String field, Object value) {
    return FieldTable.FORMS
        .form(form)
        .take(new JsonObject().put(field, value), TODAY)
        .errors()
        .stream()
        .filter(error -> error.field().equals(field))
        .toList();
  }

  private static String code(String form, String field, Object value) {
    return errors(form, field, value).stream().map(FieldError::code).findFirst().orElse("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"familyName", "familyKana", "familyLatin", "address", "email", "title"})
  @DisplayName("script in a name: refused wherever a person is described")
  void script(String field) {
    for (String script : List.of("<script>alert(1)</script>", "<img src=x onerror=alert(1)>")) {
      assertThat(code("application-corporation", field, script))
          .isIn("chars", "kana", "person-latin", "email", "email-ascii");
    }
  }

  @Test
  @DisplayName("right-to-left override: a name cannot show itself backwards")
  void override() {
    assertThat(code("user", "familyName", "\u202E田山")).isEqualTo("unprintable");
    assertThat(code("user", "familyLatin", "\u202EadamaY")).isEqualTo("unprintable");
    assertThat(code("user", "email", "taro@\u2066example.jp\u2069")).isEqualTo("unprintable");
  }

  @Test
  @DisplayName("zero-width characters: two addresses that look alike are not two addresses")
  void zeroWidth() {
    for (String hidden : List.of("\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF", "\u00AD")) {
      assertThat(code("user", "email", "ta" + hidden + "ro@example.jp")).isEqualTo("unprintable");
      assertThat(code("user", "familyName", "山" + hidden + "田")).isEqualTo("unprintable");
    }
  }

  @Test
  @DisplayName("look-alike letters: a Cyrillic а is no Latin a")
  void lookAlikes() {
    assertThat(code("user", "familyLatin", "Y\u0430mada")).isEqualTo("person-latin");
    assertThat(code("user", "email", "t\u0430ro@example.jp")).isEqualTo("email-ascii");
  }

  @Test
  @DisplayName("mail header injection: an address has no second line")
  void headerInjection() {
    assertThat(code("user", "email", "taro@example.jp\r\nBcc: all@example.jp"))
        .isEqualTo("unprintable");
    assertThat(code("user", "title", "部長\nSubject: 当選")).isEqualTo("unprintable");
  }

  @Test
  @DisplayName("10 MB in every field of every form: refused before any rule looks at it")
  void tenMegabytes() {
    String huge = "あ".repeat(10 << 20);
    assertTimeout(
        Duration.ofSeconds(5),
        () ->
            FieldName.every()
                .forEach(
                    name ->
                        assertThat(code(name.form(), name.field(), huge))
                            .as(name.toString())
                            .isIn("too-long", "unknown-value", "")));
    assertThat(code("reason", "reason", huge)).isEqualTo("too-long");
    assertThat(code("application-corporation", "name", huge)).isEqualTo("too-long");
    assertThat(code("new-pin", "pin", huge)).isEqualTo("too-long");
  }

  @Test
  @DisplayName("patterns fed with what makes patterns slow: every field answers at once")
  void slowPatterns() {
    assertTimeout(
        Duration.ofSeconds(8), // as it stands all of it takes about one
        () ->
            FieldTable.SLOW.forEach(
                feed ->
                    FieldName.every().forEach(name -> errors(name.form(), name.field(), feed))));
  }

  @Test
  @DisplayName("deeply nested JSON in place of text: an error at the field, no overflow")
  void deepJson() {
    Object nested = "x";
    for (int i = 0; i < 50_000; i++) {
      nested = new JsonArray().add(nested);
    }
    Object deep = nested;
    FieldName.every()
        .forEach(
            name ->
                assertThat(code(name.form(), name.field(), deep))
                    .as(name.toString())
                    .isIn("unknown-value", "differs", ""));
    assertThat(code("user", "familyName", deep)).isEqualTo("unknown-value");
  }

  @Test
  @DisplayName("more than was asked for: members that are no fields never come through")
  void massAssignment() {
    var input =
        new JsonObject()
            .put("role", "representative")
            .put("id", "another")
            .put("locked", false)
            .put("__proto__", new JsonObject().put("role", "representative"))
            .put("department", "総務部");
    var values = FieldTable.FORMS.form("user-change").take(input, TODAY).values();
    assertThat(values.fieldNames()).containsExactlyInAnyOrder("department", "personalSignature");
  }

  @Test
  @DisplayName("a secret's characters are in no error, and it is not changed behind one's back")
  void secretsAreNotTold() {
    for (String form : List.of("password", "employer-password", "new-pin", "pin-change")) {
      String field = form.equals("new-pin") ? "pin" : "new";
      for (String secret :
          List.of("ｓecret-☃", "short", "☃".repeat(200), "\u0000", "aaaaaaaaaaaaaa")) {
        assertThat(errors(form, field, secret))
            .allSatisfy(error -> assertThat(error.facts()).doesNotContainKey("found"))
            .allSatisfy(error -> assertThat(error.facts().toString()).doesNotContain(secret));
      }
    }
    var taken =
        FieldTable.FORMS.form("password").take(new JsonObject().put("current", " Ａ "), TODAY);
    assertThat(taken.values().getString("current")).isEqualTo(" Ａ ");
  }
}
