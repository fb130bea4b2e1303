package natsuin.employerdesk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import natsuin.pdf.HtmlToPdf;
import natsuin.pdf.QrCode;

/** 「ご利用開始のお知らせ」 (EMP-5): a page A4 each, the address where a window envelope shows it. */
final class Letter {
  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z]+)}");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu年M月d日（E）", Locale.JAPANESE);

  /** Printed size of the code with its quiet zone, in millimetres. */
  private static final double QR_MM = 34;

  /** Characters of name and address that fill an envelope's window; more are printed smaller. */
  private static final int WINDOW = 90;

  private final String bank;
  private final String address;
  private final String qr;

  /**
   * Letters of this bank.
   *
   * @param portal where employers enter, without a slash at its end
   */
  Letter(String bank, String portal) {
    this.bank = bank;
    this.address = portal + "/";
    this.qr = QrCode.of(address).image(QR_MM);
  }

  /**
   * What one letter says.
   *
   * @param again whether it follows a reset
   * @param lastDay on which the password is good
   */
  record Facts(
      String number,
      String name,
      String postalCode,
      String postalAddress,
      String branch,
      String password,
      LocalDate day,
      LocalDate lastDay,
      boolean again) {}

  /** The letters as one PDF, a page each; some hundred milliseconds of CPU and more. */
  byte[] pdf(List<Facts> letters) {
    String page = load("letter.html");
    String pages =
        letters.stream().map(facts -> fill(page, words(facts))).collect(Collectors.joining());
    return HtmlToPdf.render(
        fill(load("letters.html"), Map.of("style", load("letter.css"), "pages", pages)));
  }

  private Map<String, String> words(Facts facts) {
    String code = facts.postalCode();
    return Map.ofEntries(
        Map.entry("title", facts.again() ? "ご利用開始（変更）のお知らせ" : "ご利用開始のお知らせ"),
        Map.entry(
            "fit",
            facts.name().length() + facts.postalAddress().length() > WINDOW ? "to small" : "to"),
        Map.entry("postal", escaped("〒" + code.substring(0, 3) + "-" + code.substring(3))),
        Map.entry("address", escaped(facts.postalAddress())),
        Map.entry("name", escaped(facts.name())),
        Map.entry("bank", escaped(bank)),
        Map.entry("branch", escaped(facts.branch())),
        Map.entry("day", DAY.format(facts.day())),
        Map.entry("until", DAY.format(facts.lastDay())),
        Map.entry("number", groups(facts.number(), 4, 3, 3)),
        Map.entry("password", groups(facts.password(), 4, 4, 4)),
        Map.entry("url", escaped(address)),
        Map.entry("qr", qr));
  }

  /** Set apart by space that is no character: who copies it by hand sees where he is. */
  private static String groups(String text, int... lengths) {
    var html = new StringBuilder();
    int from = 0;
    for (int length : lengths) {
      html.append("<span class=\"group\">")
          .append(escaped(text.substring(from, from + length)))
          .append("</span>");
      from += length;
    }
    return html.toString();
  }

  private static String fill(String text, Map<String, String> facts) {
    return PLACE
        .matcher(text)
        .replaceAll(
            place ->
                Matcher.quoteReplacement(
                    Objects.requireNonNull(facts.get(place.group(1)), place.group(1))));
  }

  private static String escaped(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cs}\uFFFE\uFFFF]", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String load(String name) {
    try (InputStream in = Letter.class.getResourceAsStream("/employerdesk/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
