package natsuin.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import natsuin.fields.Forms;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the interface's description says of a form is what the form is. */
class FormsDescribedTest {
  private static final JsonObject FORMS =
      new JsonObject(Forms.load().json()).getJsonObject("forms");

  @ParameterizedTest(name = "{1} is {2}")
  @CsvSource({
    "enrolment, NewApplication, application-corporation application-sole-proprietor"
        + " application-individual",
    "members, OrganizationChange, organization organization-sole-proprietor"
        + " organization-individual",
    "members, NewMember, user",
    "members, MemberChange, user-change",
  })
  @DisplayName(
      "API-1, APP-2: a schema names its form's fields, no other, and those that must be there")
  void sameFields(String area, String schema, String forms) throws IOException {
    List<String> names = List.of(forms.split(" "));
    JsonNode described = schema(area, schema);
    var properties = new TreeSet<String>();
    described.path("properties").fieldNames().forEachRemaining(properties::add);
    properties.remove("version");
    var required = new TreeSet<String>();
    described.path("required").forEach(name -> required.add(name.textValue()));
    required.remove("version");
    var all = new TreeSet<String>();
    var must = new TreeSet<>(fields(names.getFirst(), FormsDescribedTest::must));
    for (String name : names) {
      all.addAll(fields(name, field -> true));
      must.retainAll(fields(name, FormsDescribedTest::must));
    }
    assertThat(properties).isEqualTo(all);
    assertThat(required).isEqualTo(must);
  }

  private static boolean must(JsonObject field) {
    return field.getBoolean("required", false)
        && !field.containsKey("when")
        && !field.getBoolean("screen", false);
  }

  private static Set<String> fields(String form, Predicate<JsonObject> which) {
    return objects(FORMS.getJsonArray(form))
        .flatMap(section -> objects(section.getJsonArray("fields")))
        .filter(which)
        .map(field -> field.getString("name"))
        .collect(Collectors.toSet());
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast);
  }

  private static JsonNode schema(String area, String name) throws IOException {
    try (InputStream yaml =
        FormsDescribedTest.class.getResourceAsStream("/api/paths/" + area + ".yaml")) {
      return new ObjectMapper(new YAMLFactory()).readTree(yaml).at("/components/schemas/" + name);
    }
  }
}
