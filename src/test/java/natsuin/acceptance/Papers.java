package natsuin.acceptance;

import com.microsoft.playwright.options.FilePayload;
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
import natsuin.pdf.HtmlToPdf;

/** Papers of a loan as a branch would print them. */
final class Papers {
  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z]+)}");

  private Papers() {}

  /** What the customer is told, the loan, and a guarantee. */
  static List<FilePayload> of(Bank.Loan loan, Bank.Signer signer) {
    return List.of(
        paper("重要事項説明書", "explanation", loan, signer),
        paper("金銭消費貸借契約書", "loan", loan, signer),
        paper("保証約定書", "guarantee", loan, signer));
  }

  private static FilePayload paper(String title, String page, Bank.Loan loan, Bank.Signer signer) {
    var facts =
        Map.ofEntries(
            Map.entry("number", "2026-0001"),
            Map.entry("date", day(loan.plannedOn())),
            Map.entry("bank", "サンプル銀行"),
            Map.entry("branch", "青葉支店"),
            Map.entry("officer", "青木　実"),
            Map.entry("borrower", signer.organization()),
            Map.entry("address", "東京都千代田区架空町一丁目2番3号"),
            Map.entry("signer", "代表取締役　" + signer.name()),
            Map.entry("guarantor", signer.name()),
            Map.entry("guarantorAddress", "東京都港区架空坂6番7号"),
            Map.entry("amount", "%,d".formatted(loan.amount())),
            Map.entry("months", "84"),
            Map.entry("purpose", "工作機械の購入"),
            Map.entry("rate", "1.85"),
            Map.entry("planned", day(loan.plannedOn())),
            Map.entry("until", "2033年12月25日"));
    String html =
        "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"ja\"><head><title>%s</title><style>%s</style></head><body>%s</body></html>"
            .formatted(title, fill(load("papers.css"), facts), fill(load(page + ".html"), facts));
    return new FilePayload(title + ".pdf", "application/pdf", HtmlToPdf.render(html));
  }

  private static String day(String date) {
    return DateTimeFormatter.ofPattern("uuuu年M月d日", Locale.JAPANESE).format(LocalDate.parse(date));
  }

  private static String fill(String text, Map<String, String> facts) {
    return PLACE
        .matcher(text)
        .replaceAll(
            place ->
                Matcher.quoteReplacement(
                    Objects.requireNonNull(facts.get(place.group(1)), place.group(1))));
  }

  private static String load(String name) {
    try (InputStream in = Papers.class.getResourceAsStream("/demo/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
