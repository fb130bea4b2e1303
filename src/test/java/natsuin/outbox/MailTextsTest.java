package natsuin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailTextsTest {
  private final MailTexts texts = new MailTexts("サンプル銀行", "Sample Bank");

  @ParameterizedTest
  @EnumSource
  @DisplayName("UI-1: every mail exists in Japanese and English and says the same")
  void bothLanguages(MailTemplate template) {
    String ja = MailTexts.load("ja", template);
    String en = MailTexts.load("en", template);
    assertThat(places(en)).isEqualTo(places(ja));
    for (String text : Set.of(ja, en)) {
      assertThat(text.lines().skip(1).findFirst()).contains("");
      assertThat(text.lines().findFirst().orElseThrow())
          .as("nothing secret in a subject")
          .doesNotContain("{code}")
          .contains("{bank}");
    }
  }

  @Test
  @DisplayName("OTP-3: the code stands alone in its line")
  void codeAlone() {
    for (String language : Set.of("ja", "en")) {
      assertThat(MailTexts.load(language, MailTemplate.CODE).lines()).contains("{code}");
    }
  }

  @Test
  @DisplayName("Attack: a contract's summary that would begin a header of its own")
  void headerInjection() {
    var text =
        texts.write(
            new MailDraft(
                "a@example.jp",
                Locale.ENGLISH,
                MailTemplate.CONTRACT_REFUSED,
                Map.of("name", "{code} $1", "organization", "x", "summary", "Loan\r\nBcc: b")));
    assertThat(text.subject()).isEqualTo("[Sample Bank] A contract was refused");
    assertThat(text.body()).contains("Dear {code} $1,");
    var bank = new MailTexts("Bank\r\nBcc: b@example.jp", "Bank\nBcc: b@example.jp");
    assertThat(
            bank.write(
                    new MailDraft(
                        "a@example.jp",
                        Locale.ENGLISH,
                        MailTemplate.ACCOUNT_LOCKED,
                        Map.of("name", "x", "until", "y")))
                .subject())
        .doesNotContain("\n")
        .doesNotContain("\r");
  }

  @Test
  @DisplayName("A mail with a hole in it is never written")
  void missingFact() {
    var draft =
        new MailDraft("a@example.jp", Locale.JAPANESE, MailTemplate.ACCOUNT_LOCKED, Map.of());
    assertThatThrownBy(() -> texts.write(draft)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Set<String> places(String text) {
    var places = new TreeSet<String>();
    Pattern.compile("\\{[A-Za-z]+}").matcher(text).results().forEach(m -> places.add(m.group()));
    return places;
  }
}
