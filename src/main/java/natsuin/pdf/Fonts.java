package natsuin.pdf;

import java.util.List;

/** Whether what PDFs are written with is at hand; it comes with the program. */
public final class Fonts {
  /** Kanji, kana, Latin, a numeral and a mark that every stamp may need. */
  private static final String SAMPLE = "電子署名 捺印 カナ かな Name 2026年 株式会社（印）";

  private Fonts() {}

  /**
   * Reads the font of marks and makes a subset of it; finds those of reports.
   *
   * @return bytes of the subset of a few words
   * @throws RuntimeException where it is missing, damaged, or lacks a common character
   */
  public static int tried() {
    HtmlToPdf.findFonts();
    var font = MarkFont.get();
    if (!font.drawsAll(SAMPLE)) {
      throw new IllegalStateException("The font lacks common characters");
    }
    return font.subset(List.of(font.drawable(SAMPLE))).length();
  }
}
