package natsuin.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SIG-3: files made to exhaust the verifier end in time, and never as VALID")
class HostileFilesTest {
  private static final Desk DESK = new Desk();
  private static final byte[] SIGNED = DESK.signed();
  private static final PdfVerifier.Limits SHORT =
      new PdfVerifier.Limits(1 << 20, 3, 10, Duration.ofSeconds(3));

  private static Verification verify(byte[] file) {
    PdfVerifier verifier = new PdfVerifier(List.of(DESK.workshop.root()), DESK.clock, SHORT);
    return assertTimeout(
        Duration.ofSeconds(30), () -> verifier.verify(file, new Expectation(Level.LTA, null)));
  }

  private static void notValid(byte[] file) {
    if (verify(file) instanceof Verification.Examined examined) {
      assertThat(examined.report().verdict()).isEqualTo(Verdict.INVALID);
    }
  }

  private static String code(byte[] file) {
    return ((Verification.NotExamined) verify(file)).failure().code();
  }

  @Test
  @DisplayName("a page tree that claims two thousand million pages")
  void lyingCount() {
    notValid(
        RawPdf.update(
            SIGNED,
            Map.of(
                LoanAgreement.PAGES,
                "<< /Type /Pages /Kids [3 0 R 4 0 R 5 0 R] /Count 2000000000 >>")));
  }

  @Test
  @DisplayName("a page tree that runs in a circle")
  void circle() {
    notValid(
        RawPdf.update(
            SIGNED,
            Map.of(LoanAgreement.PAGES, "<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 3 >>")));
  }

  @Test
  @DisplayName("arrays in arrays, a hundred thousand deep")
  void deep() {
    String nested = "[".repeat(100_000) + "]".repeat(100_000);
    notValid(RawPdf.update(SIGNED, Map.of(LoanAgreement.INFO, "<< /Title " + nested + " >>")));
  }

  @Test
  @DisplayName("a page of three hundred kilometres")
  void vast() {
    String page = LoanAgreement.page("/Contents 6 0 R /Annots [11 0 R]");
    notValid(
        RawPdf.update(
            SIGNED,
            Map.of(
                LoanAgreement.PAGE_1, page.replace("[0 0 595 842]", "[0 0 900000000 900000000]"))));
  }

  @Test
  @DisplayName("a cross-reference that leads to itself")
  void xrefCircle() {
    String text = RawPdf.text(RawPdf.redirect(SIGNED, Map.of()));
    int start = RawPdf.start(RawPdf.bytes(text));
    notValid(
        RawPdf.bytes(
            text.replaceFirst(
                "/Prev \\d+ >>\nstartxref\n" + start,
                "/Prev " + start + " >>\nstartxref\n" + start)));
  }

  @Test
  @DisplayName("larger than allowed, or with more signatures than allowed: refused before any work")
  void limits() {
    assertThat(code(new byte[(1 << 20) + 1])).isEqualTo("verification-too-large");
    byte[] twice = DESK.sign(SIGNED, DESK.taro, natsuin.signing.pades.PadesLevel.B_LTA);
    assertThat(code(twice)).isEqualTo("verification-too-many-signatures");
  }

  @Test
  @DisplayName("no time at all: given up, with the reason")
  void noTime() {
    PdfVerifier hurried =
        new PdfVerifier(
            List.of(DESK.workshop.root()),
            DESK.clock,
            new PdfVerifier.Limits(1 << 20, 9, 0, Duration.ZERO));
    Verification verification = hurried.verify(SIGNED, new Expectation(Level.LTA, null));
    assertThat(((Verification.NotExamined) verification).failure().code())
        .isEqualTo("verification-out-of-time");
  }
}
