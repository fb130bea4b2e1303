package natsuin.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import natsuin.http.Language;
import natsuin.http.Messages;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DoctorMessagesTest {
  private static final Pattern FINDING =
      Pattern.compile("Finding\\.(ok|warning|error)\\(\\s*\"([a-z-]+)\\.([a-z-]+)\"");

  @Test
  @DisplayName(
      "OPS-5, UI-1: every finding has its sentence in both languages, and one that is not well says"
          + " what to do")
  void everyFindingHasItsSentences() throws IOException {
    var wanted = new TreeSet<String>();
    int findings = 0;
    try (var files = Files.list(Path.of("src/main/java/natsuin/doctor"))) {
      for (Path file : files.toList()) {
        for (var hit : FINDING.matcher(Files.readString(file)).results().toList()) {
          findings++;
          wanted.add("doctor." + hit.group(2));
          wanted.add("doctor." + hit.group(2) + "." + hit.group(3));
          if (!hit.group(1).equals("ok")) {
            wanted.add("doctor." + hit.group(2) + "." + hit.group(3) + ".do");
          }
        }
      }
    }
    assertThat(findings).isGreaterThan(80);
    for (Language language : Language.values()) {
      assertThat(wanted)
          .as(language.tag())
          .allSatisfy(key -> assertThat(Messages.find(language, key, Map.of())).isPresent());
    }
  }

  @Test
  @DisplayName("OPS-5, UI-1: both languages tell the same values")
  void sameValues() throws IOException {
    var english = sentences(Language.EN);
    var japanese = sentences(Language.JA);
    assertThat(japanese.keySet()).isEqualTo(english.keySet());
    assertThat(english)
        .allSatisfy(
            (key, text) ->
                assertThat(places(japanese.getOrDefault(key, ""))).isEqualTo(places(text)));
  }

  private static Map<String, String> sentences(Language language) throws IOException {
    var all = new Properties();
    Path file = Path.of("src/main/resources/messages", language.tag() + ".properties");
    try (var reader = Files.newBufferedReader(file)) {
      all.load(reader);
    }
    return all.stringPropertyNames().stream()
        .filter(key -> key.startsWith("doctor."))
        .collect(Collectors.toMap(key -> key, all::getProperty));
  }

  private static Set<String> places(String text) {
    return Pattern.compile("\\{[A-Za-z]+}")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }
}
