package natsuin.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every mail there is, in both languages, by one table; a template that somebody adds is tried here
 * without being named.
 */
class EveryMailTest {
  private static final int WIDEST = 78;

  /** Subjects that customers know, by the guide. */
  private static final Map<String, String> GUIDE =
      Map.of(
          "code", "認証コードのお知らせ",
          "application-code", "メールアドレス認証コードのお知らせ",
          "mypage-id", "MyPageIDのお知らせ",
          "temporary-password", "仮パスワードのお知らせ",
          "documents-due", "本人確認書類等アップロードのお願い",
          "pin-due", "初期PIN登録のお願い");

  /** What fills the places; any other place is filled with its own name. */
  private static final Map<String, String> FACTS =
      Map.of(
          "name", "見本　太郎",
          "organization", "株式会社見本",
          "code", "493817",
          "password", "Xk7mTq29Rb",
          "mypageId", "MP00000042",
          "link", "https://contracts.example.jp/home",
          "expires", "2026/12/01 10:30",
          "until", "2026/12/01 10:30");

  private static final Map<String, List<String>> SIGNATURE =
      Map.of(
          "ja",
          List.of("サンプル銀行", "このメールは送信専用です。ご返信いただいてもお答えできません。"),
          "en",
          List.of(
              "Sample Bank", "This mail was sent from an address that cannot receive replies."));

  private final MailTemplates templates = MailTemplates.shipped();
  private final MailTexts texts = new MailTexts(templates, "サンプル銀行", "Sample Bank");

  @TestFactory
  @DisplayName("APP-6, OTP-3, UI-1: every mail, in Japanese and English")
  Stream<DynamicTest> everyMail() {
    return Arrays.stream(MailTemplate.values())
        .flatMap(
            template ->
                MailTemplates.LANGUAGES.stream()
                    .map(
                        language ->
                            DynamicTest.dynamicTest(
                                template.code() + " (" + language + ")",
                                () -> check(template, language))));
  }

  private void check(MailTemplate template, String language) {
    String source = templates.text(language, template);
    assertThat(TemplateCheck.faults(source, source)).isEmpty();
    Set<String> places = TemplateCheck.places(source);
    assertThat(places)
        .as("says the same in both languages")
        .isEqualTo(TemplateCheck.places(templates.text("ja", template)))
        .isEqualTo(TemplateCheck.places(templates.text("en", template)));
    assertThat(places.containsAll(Set.of("mypageId", "password")))
        .as("ID and password never travel in one mail (APP-6)")
        .isFalse();
    MailTexts.Text mail = texts.write(draft(template, language, places));
    assertThat(mail.subject()).contains("ja".equals(language) ? "【サンプル銀行】" : "[Sample Bank]");
    if ("ja".equals(language) && GUIDE.containsKey(template.code())) {
      assertThat(mail.subject()).endsWith(GUIDE.get(template.code()));
    }
    for (String secret : TemplateCheck.SECRET) {
      assertThat(mail.subject()).doesNotContain(FACTS.get(secret));
    }
    assertThat(mail.subject() + mail.body()).as("no place is left").doesNotContain("{", "}");
    places.stream()
        .filter(place -> !place.equals("bank"))
        .forEach(place -> assertThat(mail.body()).contains(fact(place)));
    assertThat(mail.body().strip().lines().toList())
        .endsWith(SIGNATURE.getOrDefault(language, List.of()).toArray(String[]::new));
    assertThat(mail.body()).startsWith(mail.body().stripLeading()).doesNotContain("\t", "\r");
    source.lines().forEach(line -> assertThat(columns(line)).as(line).isLessThanOrEqualTo(WIDEST));
    assertThat(source).as("never names real places").doesNotContainPattern("https?://");
  }

  private static MailDraft draft(MailTemplate template, String language, Set<String> places) {
    var facts = new HashMap<String, String>();
    places.forEach(place -> facts.put(place, fact(place)));
    return new MailDraft("a@example.jp", Locale.of(language), template, facts);
  }

  private static String fact(String place) {
    return FACTS.getOrDefault(place, "a " + place);
  }

  /** As a terminal counts: full-width characters are two; a fact is taken as ten. */
  private static int columns(String line) {
    return TemplateCheck.PLACE
        .matcher(line)
        .replaceAll("ten places")
        .codePoints()
        .map(c -> c < 0x1100 || (c >= 0xff61 && c <= 0xff9f) ? 1 : 2)
        .sum();
  }
}
