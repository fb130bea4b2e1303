package natsuin.pdf;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * Makes a PDF of an XHTML page with the embedded font "BIZ UDGothic", regular and bold.
 * Thread-safe; takes some hundred milliseconds of CPU.
 */
public final class HtmlToPdf {
  /** A picture that stands in the page itself. */
  private static final String INSIDE = "data:image/png;base64,";

  private static final String FAMILY = "BIZ UDGothic";
  private static final String REGULAR = "Regular";
  private static final String BOLD = "Bold";

  static {
    XRLog.setLoggingEnabled(false); // what it says about style sheets is for their authors
  }

  private HtmlToPdf() {}

  /**
   * The page as PDF.
   *
   * @param xhtml well-formed, with everything inside: nothing is fetched, neither by network nor
   *     from files
   * @throws IllegalArgumentException if it is not well-formed
   */
  public static byte[] render(String xhtml) {
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    PdfRendererBuilder builder = new PdfRendererBuilder();
    builder.useFont(() -> font(REGULAR), FAMILY, 400, FontStyle.NORMAL, true);
    builder.useFont(() -> font(BOLD), FAMILY, 700, FontStyle.NORMAL, true);
    builder.useUriResolver((base, uri) -> uri.startsWith(INSIDE) ? uri : null);
    builder.withHtmlContent(xhtml, null);
    builder.withProducer("Natsuin");
    builder.toStream(pdf);
    try {
      builder.run();
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
    return pdf.toByteArray();
  }

  /**
   * Finds what is written with.
   *
   * @throws RuntimeException where one is missing
   */
  static void findFonts() {
    for (String style : List.of(REGULAR, BOLD)) {
      try (var found = font(style)) {
        found.skipNBytes(1);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static InputStream font(String style) {
    String file = "/fonts/BIZUDGothic-" + style + ".ttf";
    return Objects.requireNonNull(HtmlToPdf.class.getResourceAsStream(file), file + " is missing");
  }
}
