package natsuin.pdf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeMessagesTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)\\}");

  @ParameterizedTest
  @ValueSource(strings = {"ja", "en"})
  @DisplayName(
      "Every reason for refusing a file has its sentence, filled with facts that the reason has"
          + " (CONTRACT-9, UI-1)")
  void everyRuleHasItsSentence(String language) throws IOException {
    Properties messages = new Properties();
    var resource = getClass().getResourceAsStream("/messages/" + language + ".properties");
    messages.load(new InputStreamReader(Objects.requireNonNull(resource), UTF_8));

    BadPdfs.all()
        .forEach(
            (rule, files) -> {
              String sentence = messages.getProperty("pdf.refused." + rule.code());
              assertThat(sentence).as(rule.code()).isNotBlank();
              for (BadPdfs.Bad bad : files) {
                assertFilled(rule, sentence, bad);
              }
            });
  }

  private static void assertFilled(IntakeRule rule, String sentence, BadPdfs.Bad bad) {
    var refused = (IntakeVerdict.Refused) new Intake(bad.limits()).examine(bad.bytes());
    IntakeReason reason =
        refused.reasons().stream().filter(r -> r.rule() == rule).findFirst().orElseThrow();
    Matcher placeholder = PLACEHOLDER.matcher(sentence);
    while (placeholder.find()) {
      assertThat(reason.facts()).as("%s: %s", rule, bad).containsKey(placeholder.group(1));
    }
  }
}
