package natsuin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailTemplatesTest {
  @TempDir Path directory;

  @BeforeEach
  void languages() throws IOException {
    Files.createDirectories(directory.resolve("ja"));
    Files.createDirectories(directory.resolve("en"));
  }

  @Test
  @DisplayName("An operator's own text takes the place of the shipped one, in its language only")
  void own() throws IOException {
    write("ja/account-locked.txt", "ロックしました\r\n\r\n{until} まで。\r\n{bank}\r\n");
    var texts = new MailTexts(templates(), "見本銀行", "Mihon Bank");
    assertThat(locked(texts, Locale.JAPANESE).subject()).isEqualTo("ロックしました");
    assertThat(locked(texts, Locale.JAPANESE).body()).isEqualTo("10:30 まで。\n見本銀行\n");
    assertThat(locked(texts, Locale.ENGLISH).subject()).contains("Mihon Bank");
  }

  @Test
  @DisplayName("Every fault of every file is told at start")
  void faults() throws IOException {
    write("ja/code.txt", "{code} です\n\nコード {code}\n{expires} {nickname}\n");
    write("ja/mypage-id.txt", "no text");
    write("ja/welcome.txt", "Hello\n\nthere\n");
    write("en/account-locked.txt", "Locked\n\nfor a while\n");
    Files.write(directory.resolve("en/code.txt"), "Hällo".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(this::templates)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ja/code.txt: the subject must not have {code}")
        .hasMessageContaining("ja/code.txt: {nickname} is not known here")
        .hasMessageContaining("ja/code.txt: {code} must stand alone in its line")
        .hasMessageContaining("ja/mypage-id.txt: must be a subject in the first line")
        .hasMessageContaining("ja/welcome.txt: there is no such mail")
        .hasMessageContaining("en/account-locked.txt: the text must have {until}")
        .hasMessageContaining("en/code.txt: must be UTF-8");
    assertThatThrownBy(() -> MailTemplates.with(configuration(directory.resolve("none"))))
        .hasMessageContaining("is no directory");
  }

  private MailTemplates templates() throws IOException {
    return MailTemplates.with(configuration(directory));
  }

  private static MailTexts.Text locked(MailTexts texts, Locale language) {
    return texts.write(
        new MailDraft(
            "a@example.jp",
            language,
            MailTemplate.ACCOUNT_LOCKED,
            Map.of("name", "x", "until", "10:30")));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private static MailConfiguration configuration(Path templates) {
    return new MailConfiguration(templates.toString(), Duration.ofDays(30));
  }
}
