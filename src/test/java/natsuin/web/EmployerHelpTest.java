package natsuin.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Help of the employer portal (EMP-10)")
class EmployerHelpTest {
  private static final Path HELP = Path.of("webroot", "help");
  private static final String PAGES = "/employer/help";
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");
  private static final Pattern JAPANESE =
      Pattern.compile("[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}]");

  private final JsonObject japanese = read("ja.json");
  private final JsonObject english = read("en.json");

  @Test
  @DisplayName("says the same in both languages, part by part")
  void bothLanguagesHaveTheSameShape() {
    assertThat(shape(english)).isEqualTo(shape(japanese));
    assertThat(english.encode()).doesNotContainPattern(JAPANESE);
  }

  @Test
  @DisplayName("every link in it leads to a page and a section that exist")
  void noLinkLeadsNowhere() {
    var pages = japanese.getJsonObject("pages");
    Set<String> places = new HashSet<>(Set.of("/employer/check"));
    for (String page : pages.fieldNames()) {
      String address = page.equals("overview") ? PAGES : PAGES + "/" + page;
      places.add(address);
      sections(pages.getJsonObject(page)).forEach(id -> places.add(address + "#" + id));
    }
    for (String page : pages.fieldNames()) {
      String address = page.equals("overview") ? PAGES : PAGES + "/" + page;
      assertThat(links(pages.getJsonObject(page).encode()))
          .allSatisfy(
              link -> assertThat(places).contains(link.startsWith("#") ? address + link : link));
    }
  }

  @Test
  @DisplayName("the browser check leads to sections that exist")
  void theCheckLeadsSomewhere() throws IOException {
    String script = Files.readString(Path.of("webroot", "pages", "employer-check.js"));
    var settings = japanese.getJsonObject("pages").getJsonObject("browser-settings");
    var asked =
        Pattern.compile("\"browser-settings#([a-z]+)\"")
            .matcher(script)
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(asked).isNotEmpty();
    assertThat(sections(settings).toList()).containsAll(asked);
  }

  @Test
  @DisplayName("every picture is described in words, and is one of our own pages in that language")
  void picturesAreDescribed() {
    var asked = new TreeSet<String>();
    pictures(japanese.getJsonObject("pages"), asked);
    assertThat(japanese.getJsonObject("pictures").fieldNames())
        .containsExactlyInAnyOrderElementsOf(asked);
    var taken = read("pictures.json");
    for (String language : taken.fieldNames()) {
      assertThat(asked).containsAll(taken.getJsonObject(language).fieldNames());
      for (String name : taken.getJsonObject(language).fieldNames()) {
        assertThat(HELP.resolve(language).resolve(name + ".png")).isRegularFile();
      }
    }
  }

  private static Stream<String> sections(JsonObject page) {
    return page.getJsonArray("sections").stream().map(s -> ((JsonObject) s).getString("id"));
  }

  private static List<String> links(String text) {
    return LINK.matcher(text).results().map(match -> match.group(1)).toList();
  }

  private static void pictures(Object part, Set<String> found) {
    if (part instanceof JsonObject object) {
      if (object.getValue("picture") instanceof String name) {
        found.add(name);
      }
      object.forEach(entry -> pictures(entry.getValue(), found));
    } else if (part instanceof JsonArray list) {
      list.forEach(each -> pictures(each, found));
    }
  }

  /** Everything but the words; identifiers and what is ticked are no words. */
  private static Object shape(Object part) {
    if (part instanceof JsonObject object) {
      var shape = new TreeMap<String, Object>();
      object.forEach(
          entry ->
              shape.put(
                  entry.getKey(),
                  Set.of("id", "picture", "code").contains(entry.getKey())
                      ? entry.getValue()
                      : shape(entry.getValue())));
      return shape;
    }
    if (part instanceof JsonArray list) {
      var shape = new ArrayList<>();
      list.forEach(each -> shape.add(shape(each)));
      return shape;
    }
    return part instanceof String text ? links(text) : part;
  }

  private static JsonObject read(String name) {
    try {
      return new JsonObject(Files.readString(HELP.resolve(name)));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
