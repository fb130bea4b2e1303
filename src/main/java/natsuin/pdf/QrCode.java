package natsuin.pdf;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;

/** A QR code (ISO/IEC 18004) as markup for {@link HtmlToPdf}: vectors, sharp at every size. */
public final class QrCode {
  /** Light modules on every side, as the standard demands. */
  private static final int QUIET = 4;

  /** Dark modules overlap a little, so that viewers draw no hairlines between them. */
  private static final double OVERLAP = 0.03;

  /** Points across a bitmap: some 600 to the inch at the sizes of a letter. */
  private static final int SMOOTH = 800;

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

  /**
   * The same as a bitmap, which a document of many pages holds only once; fine enough that nobody
   * sees its points.
   */
  public String image(double millimetres) {
    int width = modules.getWidth() + 2 * QUIET;
    int scale = SMOOTH / width;
    var image = new BufferedImage(width * scale, width * scale, BufferedImage.TYPE_BYTE_BINARY);
    for (int y = 0; y < width * scale; y++) {
      for (int x = 0; x < width * scale; x++) {
        image.setRGB(x, y, isDark(x / scale - QUIET, y / scale - QUIET) ? 0 : 0xffffff);
      }
    }
    var png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return String.format(
        Locale.ROOT,
        "<img alt=\"\" src=\"data:image/png;base64,%s\" style=\"width:%.3fmm;height:%.3fmm\"/>",
        Base64.getEncoder().encodeToString(png.toByteArray()),
        millimetres,
        millimetres);
  }

  private boolean isDark(int x, int y) {
    return x >= 0
        && y >= 0
        && x < modules.getWidth()
        && y < modules.getHeight()
        && modules.get(x, y) == 1;
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
