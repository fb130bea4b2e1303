package natsuin.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import natsuin.pdf.SignatureEntry;
import natsuin.pdf.SignedPdf;
import natsuin.signing.pades.PadesLevel;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("SIG-3: signatures bent, wrapped, emptied or carried over are seen")
class SignatureAttackTest {
  private static final Desk DESK = new Desk();
  private static final byte[] SIGNED = DESK.signed();

  /** The smallest signed document: nothing after the signature could give an attack away. */
  private static final byte[] BARE =
      DESK.sign(LoanAgreement.unsigned(), DESK.hanako, PadesLevel.B_B);

  private static SignatureEntry first(byte[] file) {
    return ((SignedPdf.Read) SignedPdf.read(file)).entries().getFirst();
  }

  private static VerificationReport verifyBare(byte[] file) {
    return DESK.verify(file, Level.B, null);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, -8", "1, 8", "2, 8", "2, -8", "3, -200", "3, 1", "3, 2000000000"})
  @DisplayName("byte range shifted: another start, gap or end")
  void shifted(int index, long by) {
    for (byte[] file : List.of(SIGNED, BARE)) {
      List<Long> range = first(file).byteRange();
      long[] numbers = range.stream().mapToLong(Long::longValue).toArray();
      numbers[index] += by;
      assertNotValid(
          withRange(file, "%d %d %d %d".formatted(numbers[0], numbers[1], numbers[2], numbers[3])));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "0 0 0 0",
        "0 -1 10 10",
        "-1 10 20 30",
        "0 100 50 100",
        "0 9999999999 1 1",
        "0 1 2 3 4 5"
      })
  @DisplayName("universal forgery: byte range missing, negative, overlapping or beyond the file")
  void impossibleRange(String range) {
    assertNotValid(withRange(SIGNED, range));
    assertNotValid(withRange(BARE, range));
  }

  /** Writes another byte range in the space of the first one. */
  private static byte[] withRange(byte[] file, String range) {
    String text = RawPdf.text(file);
    Matcher old = Pattern.compile("/ByteRange\\s*\\[([^]]*)]").matcher(text);
    assertThat(old.find()).isTrue();
    int space = old.end(1) - old.start(1);
    String padded = (range + " ".repeat(space)).substring(0, Math.max(space, range.length()));
    return RawPdf.bytes(text.substring(0, old.start(1)) + padded + text.substring(old.end(1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "<>", "<00>", "()", "/None", "<0000000000>", "<3080>", "<30820fff00>"})
  @DisplayName(
      "universal forgery: signature value null, empty or of zeros, in place or by an update")
  void emptyValue(String value) {
    int signature = signatureObject(BARE);
    for (String range : List.of("0 100 200 300", "0 0 0 0")) {
      assertNotValid(RawPdf.update(BARE, Map.of(signature, signature(range, value))));
    }
    byte[] contents = first(BARE).contents();
    String hex = "<" + HexFormat.of().formatHex(contents) + ">";
    String text = RawPdf.text(BARE);
    int at = text.toLowerCase(java.util.Locale.ROOT).indexOf(hex);
    String blank = value + " ".repeat(Math.max(0, hex.length() - value.length()));
    assertNotValid(RawPdf.bytes(text.substring(0, at) + blank + text.substring(at + hex.length())));
  }

  private static void assertNotValid(byte[] file) {
    Verification verification =
        new PdfVerifier(List.of(DESK.workshop.root()), DESK.clock, PdfVerifier.Limits.OWN_DOCUMENTS)
            .verify(file, new Expectation(Level.B, null));
    if (verification instanceof Verification.Examined examined) {
      assertThat(examined.report().verdict()).isEqualTo(Verdict.INVALID);
    }
  }

  private static String signature(String range, String value) {
    return "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [%s] /Contents %s >>"
        .formatted(range, value);
  }

  private static int signatureObject(byte[] file) {
    Matcher object =
        Pattern.compile("(\\d+) 0 obj\\s*<<[^>]*?/Type\\s*/Sig\\b").matcher(RawPdf.text(file));
    assertThat(object.find()).isTrue();
    return Integer.parseInt(object.group(1));
  }

  /**
   * Signature wrapping (SWA): the signed bytes are all there and their digest holds, but the second
   * part was moved behind objects of the attacker, with a cross-reference where the old one stood.
   */
  @Test
  @DisplayName("signature wrapping: the second signed part moved behind inserted objects")
  void wrapped() throws IOException {
    int gapEnd = first(BARE).byteRange().get(2).intValue();
    int start = RawPdf.start(BARE);
    assertThat(start).isGreaterThan(gapEnd);
    int objectsAt = start + 4000;
    int secondAt = objectsAt + forgedObjects(objectsAt, 0).length();

    String text = RawPdf.text(BARE);
    StringBuilder out = new StringBuilder(text.substring(0, gapEnd));
    pad(out, start); // the last startxref still leads to this place
    Map<Integer, Integer> offsets = offsets(gapEnd, secondAt - gapEnd);
    String objects = forgedObjects(objectsAt, secondAt);
    for (int number : List.of(LoanAgreement.CONTENT_1, signatureObject(BARE))) {
      offsets.put(number, objectsAt + objects.indexOf(number + " 0 obj\n"));
    }
    out.append(RawPdf.xref(offsets)).append("trailer\n<< /Size 99 /Root 1 0 R >>\n");
    pad(out, objectsAt);
    out.append(objects).append(text.substring(gapEnd));

    byte[] forged = RawPdf.bytes(out);
    // It is the true attack: what is signed is intact, and readers show the other content.
    assertThat(covered(forged)).isEqualTo(covered(BARE));
    try (PDDocument document = Loader.loadPDF(forged)) {
      assertThat(new PDFTextStripper().getText(document)).contains("99,000,000");
    }
    Desk.assertSeen(verifyBare(forged), Verdict.INVALID, "byte-range-gap");
  }

  private static String covered(byte[] file) {
    List<Long> range = first(file).byteRange();
    int second = range.get(2).intValue();
    String text = RawPdf.text(file);
    return text.substring(0, range.get(1).intValue())
        + text.substring(second, second + range.get(3).intValue());
  }

  private static void pad(StringBuilder out, int length) {
    assertThat(out.length()).isLessThanOrEqualTo(length);
    out.append(" ".repeat(length - out.length()));
  }

  /** Another content, and the signature with a byte range that leads around it. */
  private static String forgedObjects(int at, int secondAt) {
    List<Long> range = first(BARE).byteRange();
    String value = RawPdf.text(BARE).substring(range.get(1).intValue(), range.get(2).intValue());
    String dictionary =
        signature("0 %d %010d %d".formatted(range.get(1), secondAt, range.get(3)), value);
    TreeMap<Integer, String> objects = new TreeMap<>();
    objects.put(
        LoanAgreement.CONTENT_1, RawPdf.stream("", LoanAgreement.text("Loan of 99,000,000 yen")));
    objects.put(signatureObject(BARE), dictionary);
    StringBuilder out = new StringBuilder(" ".repeat(at));
    RawPdf.write(out, objects);
    return out.substring(at);
  }

  /** Where all objects stand when the bytes from a place on are moved. */
  private static Map<Integer, Integer> offsets(int from, int by) throws IOException {
    Map<Integer, Integer> offsets = new TreeMap<>();
    try (PDDocument document = Loader.loadPDF(BARE)) {
      for (Map.Entry<COSObjectKey, Long> each : document.getDocument().getXrefTable().entrySet()) {
        int offset = each.getValue().intValue();
        offsets.put((int) each.getKey().getNumber(), offset >= from ? offset + by : offset);
      }
    }
    return offsets;
  }

  @Test
  @DisplayName("a signature carried over from another document")
  void copiedFromAnotherDocument() {
    byte[] other =
        DESK.sign(
            RawPdf.bytes(RawPdf.text(LoanAgreement.unsigned()).replace("10,000,000", "90,000,000")),
            DESK.hanako,
            PadesLevel.B_B);
    byte[] value = first(BARE).contents();
    byte[] otherValue = first(other).contents();
    assertThat(value).hasSameSizeAs(otherValue);
    HexFormat hex = HexFormat.of();
    String forged =
        RawPdf.text(other).replaceFirst("(?i)" + hex.formatHex(otherValue), hex.formatHex(value));
    Desk.assertSeen(verifyBare(RawPdf.bytes(forged)), Verdict.INVALID, "dss-hash-failure");
  }
}
