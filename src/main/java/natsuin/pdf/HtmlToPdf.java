package natsuin.pdf;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * Makes a PDF of an XHTML page with the embedded font "BIZ UDGothic", regular and bold.
 * Thread-safe; takes some hundred milliseconds of CPU.
 */
public final class HtmlToPdf {
  /** A picture that stands in the page itself. */
  private static final String INSIDE = "data:image/png;base64,";

  private static final String FAMILY = "BIZ UDGothic";

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
    builder.useFont(font("Regular"), FAMILY, 400, FontStyle.NORMAL, true);
    builder.useFont(font("Bold"), FAMILY, 700, FontStyle.NORMAL, true);
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

  private static FSSupplier<InputStream> font(String style) {
    String file = "/fonts/BIZUDGothic-" + style + ".ttf";
    return () -> Objects.requireNonNull(HtmlToPdf.class.getResourceAsStream(file));
  }
}
