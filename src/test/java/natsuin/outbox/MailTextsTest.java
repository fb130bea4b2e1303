package natsuin.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MailTextsTest {
  private final MailTexts texts = new MailTexts(MailTemplates.shipped(), "サンプル銀行", "Sample Bank");

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
    var bank =
        new MailTexts(
            MailTemplates.shipped(), "Bank\r\nBcc: b@example.jp", "Bank\nBcc: b@example.jp");
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
}
