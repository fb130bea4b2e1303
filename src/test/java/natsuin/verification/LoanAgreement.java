package natsuin.verification;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A loan agreement of three pages that an attacker has a hand in before it is signed: with a form
 * field, shared contents, an image that covers text, and a second content hidden in a stream.
 */
final class LoanAgreement {
  static final int PAGES = 2;
  static final int PAGE_1 = 3;
  static final int PAGE_2 = 4;
  static final int PAGE_3 = 5;
  static final int CONTENT_1 = 6;
  static final int CONTENT_2 = 7;
  static final int FORM = 9;
  static final int FIELD = 11;
  static final int FIELD_LOOK = 12;
  static final int COVER = 15;
  static final int FONT = 16;
  static final int HIDING_PLACE = 17;
  static final int INFO = 18;

  private static final String LOOK =
      RawPdf.stream(
          "/Type /XObject /Subtype /Form /BBox [0 0 200 20]", "BT /F1 12 Tf (10,000,000) Tj ET");

  private LoanAgreement() {}

  static String text(String text) {
    return "BT /F1 14 Tf 72 700 Td (" + text + ") Tj ET /DSS Do";
  }

  static String page(String more) {
    return "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources 10 0 R " + more + " >>";
  }

  static String field(String value) {
    return "<< /Type /Annot /Subtype /Widget /FT /Tx /T (amount) /V (%s) /DA (/F1 12 Tf 0 g) /Rect [72 600 272 620] /P 3 0 R /AP << /N 12 0 R >> /F 4 >>"
        .formatted(value);
  }

  static String link(int left) {
    return "<< /Type /Annot /Subtype /Link /Rect [%d 500 %d 520] /Border [0 0 0] /Dest [5 0 R /Fit] >>"
        .formatted(left, left + 100);
  }

  static String cover(String content) {
    return RawPdf.stream("/Type /XObject /Subtype /Form /BBox [0 0 595 842]", content);
  }

  static byte[] unsigned() {
    SortedMap<Integer, String> objects = new TreeMap<>();
    objects.put(1, "<< /Type /Catalog /Pages 2 0 R /AcroForm 9 0 R >>");
    objects.put(PAGES, "<< /Type /Pages /Kids [3 0 R 4 0 R 5 0 R] /Count 3 >>");
    objects.put(PAGE_1, page("/Contents 6 0 R /Annots [11 0 R]"));
    objects.put(PAGE_2, page("/Contents 7 0 R /Annots [13 0 R 14 0 R]"));
    objects.put(PAGE_3, page("/Contents 7 0 R"));
    objects.put(CONTENT_1, RawPdf.stream("", text("Loan of 10,000,000 yen at 1.5 percent")));
    objects.put(CONTENT_2, RawPdf.stream("", text("Repayment in 120 months")));
    objects.put(
        FORM, "<< /Fields [11 0 R] /DA (/F1 12 Tf 0 g) /DR << /Font << /F1 16 0 R >> >> >>");
    objects.put(10, "<< /Font << /F1 16 0 R >> /XObject << /DSS 15 0 R >> >>");
    objects.put(FIELD, field("10,000,000"));
    objects.put(FIELD_LOOK, LOOK);
    objects.put(13, link(72));
    objects.put(14, link(120)); // overlaps the other, as links in real documents do
    objects.put(COVER, cover("1 g 72 690 300 4 re f"));
    objects.put(FONT, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    objects.put(HIDING_PLACE, RawPdf.stream("", hidden()));
    objects.put(INFO, "<< /Title (Loan agreement) >>");
    return RawPdf.file(objects, "/Root 1 0 R /Info 18 0 R");
  }

  /** Another content for page 1, as a whole object inside a stream that nobody shows. */
  static String hidden() {
    return CONTENT_1
        + " 0 obj\n"
        + RawPdf.stream("", text("Loan of 99,000,000 yen at 15 percent"))
        + "\nendobj\n";
  }
}
