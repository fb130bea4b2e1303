package natsuin.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final Pattern FAILURE =
      Pattern.compile(
          "new (?:Failure\\.)?(Refused|Malformed|Unauthenticated|Forbidden|NotFound|Conflict|Locked"
              + "|Wrong|TooLarge|TooMany|Unavailable)\\(\\s*\"([a-z-]+)\"");
  private static final Pattern FIELD =
      Pattern.compile("new (?:Failure\\.)?FieldError\\(\\s*\"[^\"]*\",\\s*\"([a-z-]+)\"");

  @Test
  @DisplayName("UI-1: every sentence of the server exists in Japanese and in English")
  void bothLanguages() {
    assertThat(new TreeSet<>(Messages.texts(Language.EN).stringPropertyNames()))
        .isEqualTo(new TreeSet<>(Messages.texts(Language.JA).stringPropertyNames()));
  }

  @Test
  @DisplayName("API-1: every failure that the program can answer with has a sentence")
  void everyFailureHasASentence() throws IOException {
    var wanted = new TreeSet<String>();
    try (var files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String source = Files.readString(file);
        FAILURE.matcher(source).results().forEach(hit -> wanted.add(title(hit.group(2))));
        FIELD.matcher(source).results().forEach(hit -> wanted.add("error." + hit.group(1)));
      }
    }
    assertThat(wanted).contains(title("cross-site"));
    wanted.removeAll(Messages.texts(Language.JA).stringPropertyNames());
    assertThat(wanted).as("codes without a sentence").isEmpty();
  }

  @Test
  @DisplayName("UI-1: Japanese unless the browser asks for English first")
  void languages() {
    assertThat(Language.of("en-GB,ja;q=0.5")).isEqualTo(Language.EN);
    assertThat(Language.of("fr,de;q=0.5")).isEqualTo(Language.JA);
    assertThat(Language.of("*;;;")).isEqualTo(Language.JA);
    assertThat(Language.of("x".repeat(5000))).isEqualTo(Language.JA);
  }

  private static String title(String code) {
    return "problem." + code + ".title";
  }
}
