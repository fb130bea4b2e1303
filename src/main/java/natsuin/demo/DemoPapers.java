package natsuin.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import natsuin.pdf.HtmlToPdf;

/** The papers of the demonstration's loans: invented, but such as a bank would hand out. */
final class DemoPapers {
  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z]+)}");

  /** A kind of paper. */
  enum Paper {
    LOAN("loan", "contract", "金銭消費貸借契約書"),
    GUARANTEE("guarantee", "contract", "保証約定書"),
    CANCELLATION("cancellation", "contract", "取消合意書"),
    EXPLANATION("explanation", "explanation", "重要事項説明書");

    private final String file;
    private final String kind;
    private final String title;

    Paper(String file, String kind, String title) {
      this.file = file;
      this.kind = kind;
      this.title = title;
    }

    /** As in the interface: explanation, or contract for what is signed. */
    String kind() {
      return kind;
    }

    String title() {
      return title;
    }
  }

  private DemoPapers() {}

  /** The paper as PDF; every place of its text must be among the facts. */
  static byte[] render(Paper paper, Map<String, String> facts) {
    String html =
        """
        <html xmlns="http://www.w3.org/1999/xhtml" lang="ja"><head><title>%s</title>
        <style>%s</style></head><body>%s</body></html>
        """
            .formatted(
                paper.title(),
                fill(load("papers.css"), facts),
                fill(load(paper.file + ".html"), facts));
    return HtmlToPdf.render(html);
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
    try (InputStream in = DemoPapers.class.getResourceAsStream("/demo/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
