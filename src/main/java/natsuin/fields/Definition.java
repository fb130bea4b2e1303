package natsuin.fields;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads {@code fields/*.json} and writes out what is abbreviated there (sets, named steps, groups),
 * so that both who interpret it need not know abbreviations.
 */
final class Definition {
  private static final Pattern SET = Pattern.compile("@([a-z][a-z-]*)@");
  private static final List<String> PATTERNS = List.of("match", "must", "has", "not", "chars");
  private static final List<String> PLAIN_KINDS = List.of("text", "lines", "date");

  private final JsonObject source = new JsonObject(resource("types.json"));
  private final JsonObject forms = new JsonObject(resource("forms.json"));
  private final Map<String, JsonObject> given;

  private Definition(Map<String, JsonObject> given) {
    this.given = given;
  }

  /**
   * The definition; forms that ask for a type that was not given are left out.
   *
   * @param given types that somebody else decides
   */
  static JsonObject read(Map<String, JsonObject> given) {
    return new Definition(given).written();
  }

  private JsonObject written() {
    var types = new JsonObject();
    JsonObject named = source.getJsonObject("types");
    for (String name : named.fieldNames()) {
      JsonObject own = named.getJsonObject(name);
      if (!own.getBoolean("given", false)) {
        types.put(name, type(own));
      } else if (given.containsKey(name)) {
        types.put(name, type(given.get(name)));
      }
    }
    JsonObject dates = new JsonObject(resource("dates.json"));
    dates.put("steps", steps(dates.getJsonArray("steps"), new JsonObject()));
    var written = new JsonObject();
    JsonObject sections = forms.getJsonObject("forms");
    for (String name : sections.fieldNames()) {
      JsonArray form = sections(sections.getJsonArray(name));
      if (!waits(form, named, types)) {
        written.put(name, form);
      }
    }
    return new JsonObject()
        .put("longest", source.getInteger("longest"))
        .put("types", types)
        .put("dates", dates)
        .put("forms", written)
        .put("blocked", new JsonArray(resource("blocked.txt").lines().toList()));
  }

  /** Whether one of its types is decided elsewhere, and was not given. */
  private static boolean waits(JsonArray form, JsonObject named, JsonObject types) {
    return form.stream()
        .flatMap(section -> ((JsonObject) section).getJsonArray("fields").stream())
        .map(field -> ((JsonObject) field).getString("type"))
        .anyMatch(type -> named.containsKey(type) && !types.containsKey(type));
  }

  private JsonObject type(JsonObject json) {
    String kind = json.getString("kind", "text");
    JsonObject own = json.getJsonObject("sets", new JsonObject());
    JsonArray steps = steps(json.getJsonArray("steps", new JsonArray()), own);
    JsonArray checks = checks(json.getJsonArray("checks", new JsonArray()), own);
    if (PLAIN_KINDS.contains(kind)) {
      JsonObject everywhere = source.getJsonObject("everywhere");
      steps = steps(everywhere.getJsonArray("steps"), own).addAll(steps);
      checks = checks(everywhere.getJsonArray(kind), own).addAll(checks);
    }
    var type = new JsonObject().put("kind", kind).put("steps", steps).put("checks", checks);
    for (String key : json.fieldNames()) {
      if (!List.of("sets", "why").contains(key) && !type.containsKey(key)) {
        type.put(key, json.getValue(key));
      }
    }
    return type;
  }

  private JsonArray steps(JsonArray steps, JsonObject own) {
    var written = new JsonArray();
    for (Object step : steps) {
      if (step instanceof String name) {
        written.addAll(steps(source.getJsonObject("steps").getJsonArray(name), own));
      } else {
        written.add(patterns((JsonObject) step, own));
      }
    }
    return written;
  }

  private JsonArray checks(JsonArray checks, JsonObject own) {
    var written = new JsonArray();
    checks.forEach(check -> written.add(patterns((JsonObject) check, own)));
    return written;
  }

  private JsonObject patterns(JsonObject rule, JsonObject own) {
    JsonObject written = rule.copy();
    for (String key : PATTERNS) {
      if (rule.containsKey(key)) {
        written.put(key, pattern(rule.getString(key), own));
      }
    }
    return written;
  }

  private String pattern(String text, JsonObject own) {
    return SET.matcher(text)
        .replaceAll(
            found -> {
              String name = found.group(1);
              String set = own.getString(name, source.getJsonObject("sets").getString(name));
              return Matcher.quoteReplacement(Objects.requireNonNull(set, name));
            });
  }

  private JsonArray sections(JsonArray sections) {
    var written = new JsonArray();
    for (Object section : sections) {
      JsonObject json = (JsonObject) section;
      written.add(
          json.copy().put("fields", new JsonArray(fields(json.getJsonArray("fields")).toList())));
    }
    return written;
  }

  private Stream<JsonObject> fields(JsonArray fields) {
    return fields.stream()
        .map(JsonObject.class::cast)
        .flatMap(
            field ->
                field.containsKey("group")
                    ? fields(forms.getJsonObject("groups").getJsonArray(field.getString("group")))
                    : Stream.of(field));
  }

  private static String resource(String name) {
    try (InputStream in = Definition.class.getResourceAsStream("/fields/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
