package natsuin.employerdesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.StreamSupport;
import natsuin.employerdesk.Letter.Facts;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The letter with an initial password (EMP-5)")
class LetterTest {
  private static final int PRINTED_DPI = 150;
  private static final double MM = 25.4 / 72;
  private static final Letter LETTER =
      new Letter("サンプル銀行", "https://employers.example.jp/employer");

  private static Facts facts(String name, String address, String password) {
    return new Facts(
        "1000000016",
        name,
        "1500001",
        address,
        "青葉支店",
        password,
        LocalDate.of(2026, 11, 23),
        LocalDate.of(2026, 12, 23),
        false);
  }

  @Test
  @DisplayName("a page A4 each, fonts embedded, and a code that a phone reads on every page")
  void pages() throws Exception {
    byte[] pdf =
        LETTER.pdf(
            List.of(
                facts("株式会社はまなす運輸", "東京都渋谷区架空台一丁目1番1号", "Kp7m#T4qx9Wd"),
                facts("甲&乙<b>\"商会\"", "町", "aB3%efgh?kmn")));
    try (var document = Loader.loadPDF(pdf)) {
      assertThat(document.getNumberOfPages()).isEqualTo(2);
      for (int page = 0; page < 2; page++) {
        assertThat(document.getPage(page).getMediaBox().getHeight()).isBetween(841f, 843f);
        assertThat(code(new PDFRenderer(document).renderImageWithDPI(page, PRINTED_DPI)))
            .isEqualTo("https://employers.example.jp/employer/");
        var resources = document.getPage(page).getResources();
        assertThat(StreamSupport.stream(resources.getFontNames().spliterator(), false))
            .isNotEmpty()
            .allSatisfy(
                (COSName name) -> assertThat(resources.getFont(name).isEmbedded()).isTrue());
      }
      String text = new PDFTextStripper().getText(document).replace(" ", "");
      assertThat(text)
          .contains("1000000016", "Kp7m#T4qx9Wd", "aB3%efgh?kmn", "2026年12月23日（水）まで")
          .contains("株式会社はまなす運輸　御中", "甲&乙<b>\"商会\"　御中");
    }
  }

  @Test
  @DisplayName("the longest name and address stay in the window of an envelope, on one page")
  void window() throws Exception {
    byte[] pdf = LETTER.pdf(List.of(facts("株".repeat(100), "東".repeat(200), "Kp7m#T4qx9Wd")));
    try (var document = Loader.loadPDF(pdf)) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      var addressee = new Places("〒東株御中");
      addressee.getText(document);
      assertThat(addressee.left).isBetween(19.0, 22.0);
      assertThat(addressee.right).isLessThan(115);
      assertThat(addressee.bottom).isLessThan(70);
    }
  }

  private static String code(BufferedImage page) throws Exception {
    int[] pixels = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
    var source = new RGBLuminanceSource(page.getWidth(), page.getHeight(), pixels);
    return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
  }

  /** Where these letters stand in the upper third, in millimetres from the left and the top. */
  private static final class Places extends PDFTextStripper {
    private static final double UPPER_THIRD = 75;
    private final String letters;
    private double left = Double.MAX_VALUE;
    private double right;
    private double bottom;

    Places(String letters) {
      this.letters = letters;
    }

    @Override
    protected void processTextPosition(TextPosition text) {
      double y = text.getYDirAdj() * MM;
      if (letters.contains(text.getUnicode()) && y < UPPER_THIRD) {
        left = Math.min(left, text.getXDirAdj() * MM);
        right = Math.max(right, (text.getXDirAdj() + text.getWidthDirAdj()) * MM);
        bottom = Math.max(bottom, y);
      }
    }
  }
}
