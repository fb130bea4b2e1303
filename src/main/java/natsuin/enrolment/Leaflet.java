package natsuin.enrolment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import natsuin.pdf.HtmlToPdf;
import natsuin.pdf.QrCode;
import natsuin.users.Branch;

/** The leaflet 「利用登録お手続きのご案内」 (APP-1): one page A4, the address as text and as QR code. */
final class Leaflet {
  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z]+)}");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu年M月d日", Locale.JAPANESE);

  /** Printed size of the code with its quiet zone, in millimetres. */
  private static final double QR_MM = 44;

  /** The smaller one, which leads to the login. */
  private static final double LOGIN_QR_MM = 24;

  private final String baseUrl;
  private final String bankName;

  Leaflet(String baseUrl, String bankName) {
    this.baseUrl = baseUrl;
    this.bankName = bankName;
  }

  /**
   * The leaflet as PDF; some hundred milliseconds of CPU.
   *
   * @param customer whom it is handed to; empty: anybody
   */
  byte[] pdf(Branch branch, String customer, LocalDate day) {
    String url = url(branch);
    String login = baseUrl + "/login";
    String html =
        fill(
            load("leaflet.html"),
            Map.of(
                "style", load("leaflet.css"),
                "customer", customer.isEmpty() ? "お客さま" : escaped(customer) + " 様",
                "bank", escaped(bankName),
                "branch", escaped(branch.name()),
                "day", DAY.format(day),
                "url", escaped(url),
                "qr", QrCode.of(url).html(QR_MM),
                "login", escaped(login),
                "loginQr", QrCode.of(login).html(LOGIN_QR_MM)));
    return HtmlToPdf.render(html);
  }

  /** Where the form opens with this branch chosen. */
  String url(Branch branch) {
    return baseUrl + "/apply?branch=" + URLEncoder.encode(branch.code(), StandardCharsets.UTF_8);
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
    try (InputStream in = Leaflet.class.getResourceAsStream("/enrolment/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
