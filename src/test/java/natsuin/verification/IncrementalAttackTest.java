package natsuin.verification;

import static natsuin.verification.LoanAgreement.CONTENT_1;
import static natsuin.verification.LoanAgreement.COVER;
import static natsuin.verification.LoanAgreement.FIELD;
import static natsuin.verification.LoanAgreement.FIELD_LOOK;
import static natsuin.verification.LoanAgreement.FONT;
import static natsuin.verification.LoanAgreement.INFO;
import static natsuin.verification.LoanAgreement.PAGES;
import static natsuin.verification.LoanAgreement.PAGE_2;
import static natsuin.verification.LoanAgreement.PAGE_3;
import static natsuin.verification.LoanAgreement.cover;
import static natsuin.verification.LoanAgreement.field;
import static natsuin.verification.LoanAgreement.link;
import static natsuin.verification.LoanAgreement.page;
import static natsuin.verification.LoanAgreement.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import natsuin.pdf.RevisionChange.Kind;
import natsuin.pdf.SignedPdf;
import natsuin.signing.pades.PadesLevel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SIG-3: what is appended to a signed document is seen")
class IncrementalAttackTest {
  private static final int NEW = 900;
  private static final String OTHER_TEXT = text("Loan of 99,000,000 yen at 15 percent");
  private static final Desk DESK = new Desk();
  private static final byte[] SIGNED = DESK.signed();

  private static void seen(Map<Integer, String> objects, String code) {
    DESK.assertSeen(RawPdf.update(SIGNED, objects), Verdict.INVALID, code);
  }

  @Test
  @DisplayName("untouched: VALID")
  void untouched() {
    DESK.assertValid(SIGNED);
  }

  @Test
  @DisplayName("content of a page replaced by an incremental update")
  void contentReplaced() {
    seen(Map.of(CONTENT_1, RawPdf.stream("", OTHER_TEXT)), "changed-page-content-on-page");
  }

  @Test
  @DisplayName("the same, signed over by somebody nobody trusts: the first signature shows it too")
  void contentReplacedAndSignedOver() {
    byte[] changed = RawPdf.update(SIGNED, Map.of(CONTENT_1, RawPdf.stream("", OTHER_TEXT)));
    Desk stranger = new Desk();
    byte[] forged = stranger.sign(changed, stranger.taro, PadesLevel.B_LTA);
    VerificationReport report = DESK.verify(forged);
    Desk.assertSeen(report, Verdict.INVALID, "changed-page-content-on-page");
    assertThat(report.signatures().getFirst().verdict()).isEqualTo(Verdict.INVALID);
  }

  @Test
  @DisplayName("the same, signed over by another of our own signers")
  void contentReplacedAndSignedOverByAnInsider() {
    byte[] changed = RawPdf.update(SIGNED, Map.of(CONTENT_1, RawPdf.stream("", OTHER_TEXT)));
    byte[] forged = DESK.sign(changed, DESK.taro, PadesLevel.B_LTA);
    DESK.assertSeen(forged, Verdict.INVALID, "changed-page-content-on-page");
  }

  @Test
  @DisplayName("a stamp laid over a page as an annotation")
  void overlayAnnotation() {
    String stamp =
        "<< /Type /Annot /Subtype /Stamp /Rect [60 690 500 720] /AP << /N 901 0 R >> /F 4 >>";
    String look =
        RawPdf.stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 440 30] /Resources 10 0 R",
            "1 g 0 0 440 30 re f 0 g BT /F1 14 Tf (Loan of 1 yen) Tj ET");
    seen(
        Map.of(
            PAGE_2,
            page("/Contents 7 0 R /Annots [13 0 R 14 0 R 900 0 R]"),
            NEW,
            stamp,
            NEW + 1,
            look),
        "changed-annotation-on-page");
  }

  @Test
  @DisplayName("the order of links on a page changed")
  void annotationsReordered() {
    seen(
        Map.of(PAGE_2, page("/Contents 7 0 R /Annots [14 0 R 13 0 R]")),
        "changed-annotation-on-page");
  }

  @Test
  @DisplayName("a link that leads elsewhere")
  void linkBent() {
    seen(Map.of(13, link(72).replace("/Fit", "/FitH 0")), "changed-annotation-on-page");
  }

  @Test
  @DisplayName("a page added")
  void pageAdded() {
    seen(
        Map.of(
            PAGES,
            "<< /Type /Pages /Kids [3 0 R 4 0 R 5 0 R 900 0 R] /Count 4 >>",
            NEW,
            page("/Contents 901 0 R"),
            NEW + 1,
            RawPdf.stream("", OTHER_TEXT)),
        "changed-pages");
  }

  @Test
  @DisplayName("a page removed")
  void pageRemoved() {
    seen(Map.of(PAGES, "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>"), "changed-pages");
  }

  @Test
  @DisplayName("pages put in another order, which DSS's comparison of objects lets pass")
  void pagesSwapped() {
    seen(Map.of(PAGES, "<< /Type /Pages /Kids [4 0 R 3 0 R 5 0 R] /Count 3 >>"), "changed-pages");
  }

  @Test
  @DisplayName("a reference that two pages share bent on one, which DSS compares only once")
  void sharedReferenceBent() {
    VerificationReport report =
        DESK.verify(
            RawPdf.update(
                SIGNED,
                Map.of(PAGE_3, page("/Contents 900 0 R"), NEW, RawPdf.stream("", OTHER_TEXT))));
    Desk.assertSeen(report, Verdict.INVALID, "changed-page-content-on-page");
    assertThat(report.changes())
        .anySatisfy(
            change -> {
              assertThat(change.kind()).isEqualTo(Kind.PAGE_CONTENT);
              assertThat(change.page()).isEqualTo(3);
            });
  }

  @Test
  @DisplayName("a page made larger, turned, or cut")
  void pageBoxes() {
    String contents = "/Contents 7 0 R";
    seen(Map.of(PAGE_3, page(contents + " /Rotate 90")), "changed-page-content-on-page");
    seen(Map.of(PAGE_3, page(contents + " /CropBox [0 0 9 9]")), "changed-page-content-on-page");
  }

  @Test
  @DisplayName("a form field's value changed")
  void fieldValue() {
    seen(Map.of(FIELD, field("99,000,000")), "changed-form-field-on-page");
  }

  @Test
  @DisplayName("a form field's look changed and not its value")
  void fieldLook() {
    String look =
        RawPdf.stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 200 20]", "BT /F1 12 Tf (99,000,000) Tj ET");
    seen(Map.of(FIELD_LOOK, look), "changed-form-field-on-page");
  }

  @Test
  @DisplayName("an open action, which runs when the document is opened")
  void openAction() {
    String catalog = catalogOf(SIGNED);
    String action = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>";
    String changed = catalog.substring(0, catalog.lastIndexOf(">>")) + action;
    seen(Map.of(1, changed), "changed-structure");
  }

  private static String catalogOf(byte[] file) {
    String text = RawPdf.text(file);
    int start = text.lastIndexOf("\n1 0 obj") + "\n1 0 obj".length();
    return text.substring(start, text.indexOf("endobj", start)).trim();
  }

  @Test
  @DisplayName("the title in the document information")
  void title() {
    seen(Map.of(INFO, "<< /Title (Gift) >>"), "changed-metadata");
  }

  @Test
  @DisplayName(
      "shadow attack, hide: what covers a text is emptied; named DSS, DSS takes it for evidence")
  void shadowHide() {
    seen(Map.of(COVER, cover("")), "changed-page-content-on-page");
  }

  @Test
  @DisplayName("shadow attack, replace: a font that draws other digits is put in after signing")
  void shadowReplace() {
    seen(
        Map.of(
            FONT,
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [49"
                + " /nine] >> >>"),
        "changed-page-content-on-page");
  }

  @Test
  @DisplayName(
      "shadow attack, hide and replace: only the cross-reference is bent, to a hidden object")
  void shadowHideAndReplace() {
    int hidden = RawPdf.text(SIGNED).indexOf(LoanAgreement.hidden());
    DESK.assertSeen(
        RawPdf.redirect(SIGNED, Map.of(CONTENT_1, hidden)),
        Verdict.INVALID,
        "changed-page-content-on-page");
  }

  @Test
  @DisplayName("incremental saving attack with nothing changed but bytes behind the end")
  void nothingButBytes() {
    DESK.assertSeen(concat(SIGNED, "\n\n"), Verdict.INVALID, "bytes-outside-revision");
    DESK.assertSeen(concat(SIGNED, "% note\n%%EOF\n"), Verdict.INVALID, "bytes-outside-revision");
  }

  @Test
  @DisplayName("incremental saving attack with objects but neither cross-reference nor trailer")
  void objectsWithoutXref() {
    String object = CONTENT_1 + " 0 obj\n" + RawPdf.stream("", OTHER_TEXT) + "\nendobj\n";
    DESK.assertSeen(concat(SIGNED, object), Verdict.INVALID, "bytes-outside-revision");
    String trailer = object + "trailer\n<< /Root 1 0 R /Size 999 >>\n";
    DESK.assertSeen(concat(SIGNED, trailer), Verdict.INVALID, "bytes-outside-revision");
    String oldStart = trailer + "startxref\n" + RawPdf.start(SIGNED) + "\n%%EOF\n";
    DESK.assertSeen(concat(SIGNED, oldStart), Verdict.INVALID, "bytes-outside-revision");
    String noStart = trailer + "startxref\n0\n%%EOF\n";
    DESK.assertSeen(concat(SIGNED, noStart), Verdict.INVALID, "bytes-outside-revision");
  }

  @Test
  @DisplayName("an empty update: nothing is changed, yet no timestamp covers the end")
  void emptyUpdate() {
    DESK.assertSeen(RawPdf.redirect(SIGNED, Map.of()), Verdict.INDETERMINATE, "unsigned-addition");
  }

  @Test
  @DisplayName("shadow attack, hide: an object freed, which some readers honour and others repair")
  void objectFreed() {
    byte[] forged = RawPdf.redirect(SIGNED, Map.of(CONTENT_1, -1));
    DESK.assertSeen(forged, Verdict.INVALID, "update-ambiguous");
  }

  @Test
  @DisplayName("shadow attack, hide and replace: an object's place is another object's")
  void objectPointsToAnother() {
    int elsewhere = RawPdf.text(SIGNED).indexOf("\n1 0 obj") + 1;
    byte[] forged = RawPdf.redirect(SIGNED, Map.of(CONTENT_1, elsewhere));
    DESK.assertSeen(forged, Verdict.INVALID, "update-ambiguous");
  }

  @Test
  @DisplayName("revocation data removed by an update")
  void evidenceRemoved() {
    String catalog = catalogOf(SIGNED).replaceAll("/DSS\\s+\\d+ 0 R", "");
    assertThat(catalog).isNotEqualTo(catalogOf(SIGNED));
    seen(Map.of(1, catalog), "changed-evidence-removed");
  }

  @Test
  @DisplayName("the signature field taken away by an update")
  void fieldRemoved() {
    byte[] forged =
        RawPdf.update(SIGNED, Map.of(LoanAgreement.FORM, "<< /Fields [11 0 R] /SigFlags 3 >>"));
    assertThat(DESK.verify(forged).verdict()).isNotEqualTo(Verdict.VALID);
  }

  @Test
  @DisplayName("one bit flipped anywhere in what the last timestamp covers")
  void bitFlips() {
    List<Long> covered = ((SignedPdf.Read) SignedPdf.read(SIGNED)).entries().getLast().byteRange();
    int gap = covered.get(1).intValue();
    int length = gap + covered.get(3).intValue();
    for (int part = 0; part < 30; part++) {
      int at = (int) ((long) length * part / 30);
      byte[] forged = SIGNED.clone();
      forged[at < gap ? at : at - gap + covered.get(2).intValue()] ^= 1;
      assertThat(DESK.isValid(forged)).as("byte %d", at).isFalse();
    }
  }

  private static byte[] concat(byte[] file, String more) {
    byte[] bytes = RawPdf.bytes(more);
    byte[] all = Arrays.copyOf(file, file.length + bytes.length);
    System.arraycopy(bytes, 0, all, file.length, bytes.length);
    return all;
  }
}
