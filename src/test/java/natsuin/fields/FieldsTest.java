package natsuin.fields;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import natsuin.fields.FieldTable.FieldName;
import natsuin.fields.FieldTable.Row;
import natsuin.http.Language;
import natsuin.http.Messages;
import natsuin.kernel.Failure.FieldError;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of what every field takes and refuses; browsers run the same one. */
@DisplayName("APP-2, APP-3, LOGIN-2, CERT-1, ORG-1, USER-1: fields by the table")
class FieldsTest {

  @TestFactory
  @DisplayName("what is typed is taken in its plain form, or refused with its code")
  Stream<DynamicContainer> values() {
    return FieldTable.rows()
        .collect(Collectors.groupingBy(row -> row.form() + "." + row.field()))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            field ->
                DynamicContainer.dynamicContainer(
                    field.getKey(),
                    field.getValue().stream()
                        .map(row -> DynamicTest.dynamicTest(row.toString(), () -> check(row)))));
  }

  private static void check(Row row) {
    Taken taken = FieldTable.FORMS.form(row.form()).take(row.input(), row.today());
    Optional<FieldError> error = errorOf(row, taken);
    assertThat(error.map(FieldError::code).orElse("")).isEqualTo(row.code());
    assertThat(taken.values().getValue(row.field())).isEqualTo(row.plain());
  }

  private static Optional<FieldError> errorOf(Row row, Taken taken) {
    return taken.errors().stream().filter(e -> e.field().equals(row.field())).findFirst();
  }

  @Test
  @DisplayName("a plain value stays what it is when it is taken once more")
  void plainStaysPlain() {
    FieldTable.rows()
        .filter(row -> row.plain() != null)
        .forEach(
            row -> {
              var again = row.input().copy().put(row.field(), row.plain());
              var values = FieldTable.FORMS.form(row.form()).take(again, row.today()).values();
              assertThat(values.getValue(row.field())).as(row.toString()).isEqualTo(row.plain());
            });
  }

  @Test
  @DisplayName("every field of every form is in the table, taken and refused")
  void everyField() {
    Set<FieldName> taken =
        FieldTable.rows().filter(row -> !row.refused()).map(FieldsTest::name).collect(toSet());
    Set<FieldName> refused =
        FieldTable.rows().filter(Row::refused).map(FieldsTest::name).collect(toSet());
    assertThat(FieldName.every()).allSatisfy(name -> assertThat(taken).contains(name));
    assertThat(FieldName.every()).allSatisfy(name -> assertThat(refused).contains(name));
  }

  private static <T> Collector<T, ?, Set<T>> toSet() {
    return Collectors.toSet();
  }

  private static FieldName name(Row row) {
    return new FieldName(row.form(), row.field());
  }

  @Test
  @DisplayName("every rule of every type is broken somewhere in the table")
  void everyRule() {
    var definition = new JsonObject(FieldTable.FORMS.json());
    var broken = new TreeSet<String>();
    FieldTable.rows()
        .filter(Row::refused)
        .forEach(row -> broken.add(typeOf(definition, row) + " " + row.code()));
    var rules = new TreeSet<String>();
    JsonObject types = definition.getJsonObject("types");
    for (String type : typesInForms(definition)) {
      FieldTable.objects(types.getJsonObject(type).getJsonArray("checks"))
          .forEach(check -> rules.add(type + " " + check.getString("code")));
    }
    assertThat(broken).containsAll(rules);
  }

  /** A user ID is asked for by itself too, and tried with the policies. */
  private static Set<String> typesInForms(JsonObject definition) {
    return FieldName.every()
        .map(name -> typeOf(definition, name.form(), name.field()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String typeOf(JsonObject definition, Row row) {
    return typeOf(definition, row.form(), row.field());
  }

  private static String typeOf(JsonObject definition, String form, String name) {
    return FieldTable.objects(definition.getJsonObject("forms").getJsonArray(form))
        .flatMap(section -> FieldTable.objects(section.getJsonArray("fields")))
        .filter(field -> field.getString("name").equals(name))
        .map(field -> field.getString("type"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("whatever is refused, the sentence says why and what to do, in both languages")
  void everyRefusalHasASentence() {
    FieldTable.rows()
        .filter(Row::refused)
        .forEach(
            row -> {
              Taken taken = FieldTable.FORMS.form(row.form()).take(row.input(), row.today());
              FieldError error = errorOf(row, taken).orElseThrow();
              for (Language language : Language.values()) {
                String sentence = Messages.text(language, "error." + error.code(), error.facts());
                assertThat(sentence)
                    .as(row.toString())
                    .doesNotStartWith("error.")
                    .doesNotContainPattern("\\{(found|example|min|max|age|era|earliest)}");
              }
            });
  }

  @Test
  @DisplayName("browser and server say the same of a refused value, word for word")
  void oneSentence() {
    for (Language language : Language.values()) {
      var screens = new JsonObject(read(Path.of("webroot/messages", language.tag() + ".json")));
      FieldTable.rows()
          .filter(Row::refused)
          .map(Row::code)
          .distinct()
          .forEach(
              code ->
                  assertThat(screens.getString("field." + code))
                      .as(language + " " + code)
                      .isEqualTo(Messages.text(language, "error." + code, Map.of())));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName(
      "LOGIN-2: what everybody tries first is long enough to be tried, and in small letters")
  void blocked() {
    JsonArray blocked = new JsonObject(FieldTable.FORMS.json()).getJsonArray("blocked");
    List<String> words = blocked.stream().map(String.class::cast).toList();
    assertThat(words)
        .hasSizeGreaterThan(100)
        .doesNotHaveDuplicates()
        .isSorted()
        .allSatisfy(word -> assertThat(word.codePointCount(0, word.length())).isBetween(12, 128))
        .allSatisfy(word -> assertThat(word).isEqualTo(word.toLowerCase(Locale.ROOT)));
  }
}
