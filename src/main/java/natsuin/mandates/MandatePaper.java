package natsuin.mandates;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import natsuin.kernel.UserRole;
import natsuin.pdf.HtmlToPdf;

/** Writes a power of attorney: one page, in Japanese, as its reader is the bank. */
final class MandatePaper {
  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z]+)}");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu年M月d日", Locale.JAPANESE);
  private static final String TEMPLATE = load();

  /** What stands in it. */
  record Facts(
      String number,
      LocalDate madeOn,
      String bank,
      String company,
      String grantor,
      UserRole grantorRole,
      Agent agent) {}

  private MandatePaper() {}

  /** The paper as PDF; some hundred milliseconds of CPU. */
  static byte[] render(Facts facts) {
    return fill(
        Map.ofEntries(
            entry("look", "made"),
            entry("bottom", "46mm"),
            entry("heading", "委任状"),
            entry("foot", "委任状番号 " + escaped(facts.number())),
            entry("date", DATE.format(facts.madeOn())),
            entry("bank", escaped(facts.bank())),
            entry("address", ""),
            entry("company", escaped(facts.company())),
            entry("grantor", escaped(facts.grantor()) + "（" + role(facts.grantorRole()) + "）"),
            entry("seal", ""),
            entry("agent", escaped(facts.agent().name())),
            entry("kana", escaped(facts.agent().kana())),
            entry("role", role(facts.agent().role())),
            entry("note", "この委任状は本サービスで作成したもので、委任者の電子署名と時刻認証をもって成立します。")));
  }

  /** The form 「委任状（電子契約サービス用）」, to be filled in by hand and sealed. */
  static byte[] blank(String bank) {
    return fill(
        Map.ofEntries(
            entry("look", "blank"),
            entry("bottom", "18mm"),
            entry("heading", "委任状（電子契約サービス用）"),
            entry("foot", "委任状（電子契約サービス用）"),
            entry("date", "　　　　年　　月　　日"),
            entry("bank", escaped(bank)),
            entry("address", "<tr><th>住所</th><td class=\"write\"></td></tr>"),
            entry("company", ""),
            entry("grantor", "□ 代表者　□ 管理者"),
            entry("seal", "<tr><th>実印</th><td class=\"seal\">この欄に実印を押してください</td></tr>"),
            entry("agent", ""),
            entry("kana", ""),
            entry("role", "□ 管理者　□ 署名者"),
            entry("note", "各欄をすべて記入し、実印を押したものを、電子契約サービスの画面からアップロードしてください。")));
  }

  /** Values are markup already. */
  private static byte[] fill(Map<String, String> places) {
    return HtmlToPdf.render(
        PLACE
            .matcher(TEMPLATE)
            .replaceAll(
                place ->
                    Matcher.quoteReplacement(Objects.requireNonNull(places.get(place.group(1))))));
  }

  private static String role(UserRole role) {
    return switch (role) {
      case REPRESENTATIVE -> "代表者";
      case ADMINISTRATOR -> "管理者";
      case SIGNER -> "署名者";
      case VIEWER -> "参照者";
    };
  }

  /** A name cannot become markup. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replaceAll("[\\p{Cntrl}\uFFFE\uFFFF\\p{Cs}]", "\uFFFD");
  }

  private static String load() {
    try (InputStream in = MandatePaper.class.getResourceAsStream("/mandates/mandate.html")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
