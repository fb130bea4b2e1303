package natsuin.pdf;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Locale;
import java.util.Map;

/** A QR code (ISO/IEC 18004) as markup for {@link HtmlToPdf}: vectors, sharp at every size. */
public final class QrCode {
  /** Light modules on every side, as the standard demands. */
  private static final int QUIET = 4;

  /** Dark modules overlap a little, so that viewers draw no hairlines between them. */
  private static final double OVERLAP = 0.03;

  private final ByteMatrix modules;

  private QrCode(ByteMatrix modules) {
    this.modules = modules;
  }

  /**
   * The code of a text, error correction M (15 %).
   *
   * @throws IllegalArgumentException if it is too long for any code
   */
  public static QrCode of(String text) {
    try {
      var hints = Map.of(EncodeHintType.CHARACTER_SET, "UTF-8");
      return new QrCode(Encoder.encode(text, ErrorCorrectionLevel.M, hints).getMatrix());
    } catch (WriterException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * A square of so many millimetres, quiet zone included.
   *
   * <p>Each run of dark modules in a line is one box.
   */
  public String html(double millimetres) {
    double module = millimetres / (modules.getWidth() + 2 * QUIET);
    var html = new StringBuilder();
    html.append(
        String.format(
            Locale.ROOT,
            "<div style=\"position:relative;width:%.3fmm;height:%.3fmm;background:#fff\">",
            millimetres,
            millimetres));
    for (int y = 0; y < modules.getHeight(); y++) {
      row(html, y, module);
    }
    return html.append("</div>").toString();
  }

  private void row(StringBuilder html, int y, double module) {
    int x = 0;
    while (x < modules.getWidth()) {
      int from = x;
      while (x < modules.getWidth() && modules.get(x, y) == 1) {
        x++;
      }
      if (x > from) {
        html.append(
            String.format(
                Locale.ROOT,
                "<div style=\"position:absolute;left:%.3fmm;top:%.3fmm;width:%.3fmm;height:%.3fmm;"
                    + "background:#000\"></div>",
                (from + QUIET) * module,
                (y + QUIET) * module,
                (x - from + OVERLAP) * module,
                (1 + OVERLAP) * module));
      }
      x++;
    }
  }
}
