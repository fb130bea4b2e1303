package natsuin.mandates;

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
    var places =
        Map.of(
            "number", facts.number(),
            "date", DATE.format(facts.madeOn()),
            "bank", facts.bank(),
            "company", facts.company(),
            "grantor", facts.grantor(),
            "grantorRole", role(facts.grantorRole()),
            "agent", facts.agent().name(),
            "kana", facts.agent().kana(),
            "role", role(facts.agent().role()));
    return HtmlToPdf.render(
        PLACE
            .matcher(TEMPLATE)
            .replaceAll(
                place ->
                    Matcher.quoteReplacement(
                        escaped(Objects.requireNonNull(places.get(place.group(1)))))));
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
