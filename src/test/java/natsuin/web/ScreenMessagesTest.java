package natsuin.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Every sentence of the screens stands in the message files, in both languages, and none is idle.
 */
@DisplayName("Screens' sentences (UI-1)")
class ScreenMessagesTest {
  private static final Path WEBROOT = Path.of("webroot");
  private static final Pattern IN_MARKUP = Pattern.compile("data-t(?:-[a-z]+)?=\"([^\"]+)\"");
  private static final Pattern IN_CALL = Pattern.compile("\\bt(?:Or)?\\(\\s*\"([^\"]+)\"");
  private static final Pattern QUOTED = Pattern.compile("\"([a-z][a-zA-Z0-9.-]*)\"");
  private static final Pattern BUILT =
      Pattern.compile("(?:\\bt|tOr|openPage|showFailure)\\(\\s*`([a-z][a-z-]*\\.[a-z.-]*)\\$\\{");
  private static final Pattern BUILT_FROM_CHOICE =
      Pattern.compile("\\? \"([a-z-]+)\" : \"([a-z-]+)\"\\}\\.\\$\\{");
  private static final Pattern KEY = Pattern.compile("(?m)^\\s*\"([^\"]+)\":");
  private static final Pattern FACT = Pattern.compile("\\{(\\w+)}");
  private static final Pattern COMMENT =
      Pattern.compile("(?s)/\\*.*?\\*/|(?m)^\\s*//.*$|\\s// .*$");
  private static final Pattern JAPANESE =
      Pattern.compile("[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}]");

  /** Dates' own signs and the languages' names; and a page that has to work without script. */
  private static final Set<String> MAY_HOLD_JAPANESE =
      Set.of("lib/i18n.js", "pages/no-script.html");

  private final Map<String, Object> japanese = messages("ja");
  private final Map<String, Object> english = messages("en");

  @Test
  @DisplayName("Japanese and English say the same things, with the same facts in them")
  void bothLanguagesHaveTheSameKeysAndFacts() {
    assertThat(english.keySet()).isEqualTo(japanese.keySet());
    japanese.forEach(
        (key, sentence) ->
            assertThat(facts(english.getOrDefault(key, ""))).as(key).isSubsetOf(facts(sentence)));
  }

  @Test
  @DisplayName("What a page asks for is there")
  void everyKeyUsedExists() {
    assertThat(japanese.keySet()).containsAll(asked());
    assertThat(prefixes())
        .allSatisfy(
            prefix -> assertThat(japanese.keySet()).anyMatch(key -> key.startsWith(prefix)));
  }

  @Test
  @DisplayName("No sentence is left that no page shows")
  void noKeyIsIdle() {
    Set<String> idle = new TreeSet<>(japanese.keySet());
    idle.removeAll(asked());
    idle.removeAll(found(QUOTED));
    Set<String> prefixes = prefixes();
    idle.removeIf(key -> prefixes.stream().anyMatch(key::startsWith));
    assertThat(idle).isEmpty();
  }

  @Test
  @DisplayName("No page speaks Japanese past the message files")
  void noSentenceStandsInMarkupOrScript() {
    sources()
        .filter(file -> !MAY_HOLD_JAPANESE.contains(WEBROOT.relativize(file).toString()))
        .forEach(
            file ->
                assertThat(COMMENT.matcher(read(file)).replaceAll(""))
                    .as(file.toString())
                    .doesNotContainPattern(JAPANESE));
  }

  private static Set<String> asked() {
    return Stream.of(IN_MARKUP, IN_CALL)
        .flatMap(pattern -> found(pattern).stream())
        .collect(Collectors.toSet());
  }

  private static Set<String> prefixes() {
    Set<String> all = found(BUILT);
    sources()
        .flatMap(file -> BUILT_FROM_CHOICE.matcher(read(file)).results())
        .forEach(match -> all.addAll(Set.of(match.group(1) + ".", match.group(2) + ".")));
    return all;
  }

  private static Set<String> found(Pattern pattern) {
    return sources()
        .flatMap(file -> pattern.matcher(read(file)).results())
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Path> sources() {
    try (Stream<Path> files = Files.walk(WEBROOT)) {
      return files.filter(file -> file.toString().matches(".*\\.(html|js)")).toList().stream();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static Set<String> facts(Object sentence) {
    return FACT.matcher(sentence.toString())
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
  }

  private static Map<String, Object> messages(String language) {
    Path file = WEBROOT.resolve("messages").resolve(language + ".json");
    return new TreeMap<>(new JsonObject(read(file)).getMap());
  }

  @Test
  @DisplayName("No key stands twice: the later sentence would take the earlier one's place")
  void noKeyStandsTwice() {
    for (String language : Set.of("ja", "en")) {
      String file = read(WEBROOT.resolve("messages").resolve(language + ".json"));
      assertThat(KEY.matcher(file).results().map(found -> found.group(1)).toList())
          .as(language)
          .doesNotHaveDuplicates();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
