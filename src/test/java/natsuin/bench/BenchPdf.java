package natsuin.bench;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;

/** Documents of a size, made of pages of text, each with a picture that does not compress. */
public final class BenchPdf {
  private static final int LINES = 40;

  private BenchPdf() {}

  /**
   * About {@code bytes} bytes.
   *
   * @param compressed with object streams and a cross-reference stream
   */
  public static byte[] ofSize(int bytes, int pages, boolean compressed) throws IOException {
    int side = (int) Math.sqrt((bytes / pages - 2_000) / 3.0);
    Random random = new Random(1);
    try (PDDocument document = new PDDocument()) {
      for (int i = 0; i < pages; i++) {
        addPage(document, noise(random, side), i);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(
          out,
          compressed ? CompressParameters.DEFAULT_COMPRESSION : CompressParameters.NO_COMPRESSION);
      return out.toByteArray();
    }
  }

  private static void addPage(PDDocument document, BufferedImage picture, int number)
      throws IOException {
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
      content.setFont(new PDType1Font(FontName.HELVETICA), 10);
      content.beginText();
      content.newLineAtOffset(50, 780);
      for (int line = 0; line < LINES; line++) {
        content.showText(
            "Article " + (number * LINES + line) + ". The borrower shall repay as agreed herein.");
        content.newLineAtOffset(0, -14);
      }
      content.endText();
      content.drawImage(LosslessFactory.createFromImage(document, picture), 50, 60, 100, 100);
    }
  }

  private static BufferedImage noise(Random random, int side) {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    return image;
  }
}
