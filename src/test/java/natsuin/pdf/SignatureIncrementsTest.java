package natsuin.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import natsuin.pdf.PdfObject.Dict;
import natsuin.pdf.PdfObject.Ref;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureIncrementsTest {
  private static final SignatureText TEXT =
      new SignatureText("丸の内 花子", "債務者", Instant.parse("2026-11-22T12:00:00Z"));

  private static DocumentBytes signed(DocumentBytes document, Optional<SignatureMark> mark) {
    Layout layout = SignatureIncrements.signature(document, TEXT, 100, mark, Optional.empty());
    return document.append(layout.filled(new byte[] {0x30, 0}));
  }

  private static Optional<SignatureMark> mark(String name, SignatureMark.Place place) {
    return Optional.of(new SignatureMark(name, "債務者", TEXT.time(), place));
  }

  private static Optional<SignatureMark> mark(String name) {
    return mark(name, new SignatureMark.Place.Automatic());
  }

  @Test
  @DisplayName("An update has the kind of cross-reference that the file has (SIG-1)")
  void sameKindOfCrossReference() {
    DocumentBytes table = DocumentBytes.of(MadePdf.plain().bytes());
    DocumentBytes stream = DocumentBytes.of(ObjectStreamPdf.hiding("<</Type /Font>>"));
    DocumentBytes hybrid = DocumentBytes.of(HandmadePdfs.hybrid());

    assertThat(signed(table, Optional.empty()).file().usesXrefStreams()).isFalse();
    assertThat(signed(stream, Optional.empty()).file().usesXrefStreams()).isTrue();
    assertThat(signed(hybrid, Optional.empty()).file().usesXrefStreams()).isFalse();
  }

  @Test
  @DisplayName(
      "What only the hidden stream of a hybrid file knows is still found after signing (SIG-1)")
  void hybridKeepsItsHiddenObjects() {
    PdfFile file = signed(DocumentBytes.of(HandmadePdfs.hybrid()), mark("丸の内 花子")).file();

    assertThat(file.dict(file.catalog().get("PageLabels")).has("Nums")).isTrue();
  }

  @Test
  @DisplayName("Whole or in parts, a document reads the same")
  void partsReadLikeTheWhole() {
    DocumentBytes parts =
        signed(signed(DocumentBytes.of(HandmadePdfs.form()), mark("一")), mark("二"));
    DocumentBytes whole = DocumentBytes.of(parts.toByteArray());

    assertThat(parts.sha256()).isEqualTo(whole.sha256());
    assertThat(new FormFields(parts.file()).all())
        .extracting(FormFields.Field::name)
        .isEqualTo(
            new FormFields(whole.file()).all().stream().map(FormFields.Field::name).toList());
  }

  @Test
  @DisplayName("Field names never meet, whoever made the field (SIG-1)")
  void uniqueFieldNames() {
    DocumentBytes document = DocumentBytes.of(HandmadePdfs.form());
    for (int i = 0; i < 3; i++) {
      document = signed(document, Optional.empty());
    }

    assertThat(new FormFields(document.file()).all())
        .extracting(FormFields.Field::name)
        .containsExactly("Signature1", "Signature2", "Signature3", "Signature4");
  }

  @Test
  @DisplayName("A form that is there is told of signatures and of nothing else (SIG-1)")
  void formKeepsItsEntries() {
    PdfFile file = signed(DocumentBytes.of(HandmadePdfs.form()), Optional.empty()).file();
    Dict form = file.dict(file.catalog().get("AcroForm"));

    assertThat(form.has("NeedAppearances")).isFalse();
    assertThat(form.has("DA")).isTrue();
    assertThat(file.integer(form.get("SigFlags"), 0)).isEqualTo(3);
  }

  @Test
  @DisplayName(
      "Where the annotations are an array of their own, the page itself is not written again"
          + " (SIG-1)")
  void pageIsLeftAlone() {
    DocumentBytes document = DocumentBytes.of(HandmadePdfs.form());
    Layout layout =
        SignatureIncrements.signature(document, TEXT, 100, Optional.empty(), Optional.empty());

    assertThat(new String(layout.increment(), ISO_8859_1))
        .doesNotContain("\n3 0 obj")
        .contains("\n12 0 obj");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 90, 180, 270})
  @DisplayName(
      "However a page is turned and cropped, marks stand on its visible part and beside each other"
          + " (SIG-1)")
  void marksDoNotMeet(int degrees) {
    DocumentBytes document = DocumentBytes.of(HandmadePdfs.turned(degrees));
    for (int i = 0; i < 5; i++) {
      document = signed(document, mark("丸の内 花子"));
    }
    PdfFile file = document.file();
    List<MarkPlacement.Box> boxes =
        file.items(new Pages(file).page(1).dict().get("Annots")).stream()
            .map(
                annotation ->
                    MarkPlacement.box(file, file.dict(annotation).get("Rect")).orElseThrow())
            .toList();

    assertThat(boxes).hasSize(5);
    for (int i = 0; i < 5; i++) {
      MarkPlacement.Box box = boxes.get(i);
      assertThat(box.left()).isGreaterThanOrEqualTo(60);
      assertThat(box.right()).isLessThanOrEqualTo(560);
      assertThat(box.bottom()).isGreaterThanOrEqualTo(80);
      assertThat(box.top()).isLessThanOrEqualTo(780);
      assertThat(boxes.subList(0, i)).noneMatch(box::overlaps);
    }
  }

  @Test
  @DisplayName("A mark told to stand beyond the page is moved onto it")
  void placeBeyondThePage() {
    var place = new SignatureMark.Place.At(1, 5_000, -70);
    PdfFile file = signed(DocumentBytes.of(MadePdf.plain().bytes()), mark("丸の内 花子", place)).file();
    PdfObject annotation = file.items(new Pages(file).page(1).dict().get("Annots")).getFirst();
    MarkPlacement.Box box =
        MarkPlacement.box(file, file.dict(annotation).get("Rect")).orElseThrow();

    assertThat(box.right()).isEqualTo(595);
    assertThat(box.bottom()).isEqualTo(0);
  }

  @Test
  @DisplayName(
      "Names with characters that no font has are drawn with a stand-in, never with nothing"
          + " (SIG-1)")
  void rareCharacters() {
    MarkFont font = MarkFont.get();

    assertThat(font.drawable("髙橋 﨑太郎")).isEqualTo("髙橋 﨑太郎");
    assertThat(font.drawable("葛\uDB40\uDD00城")).isEqualTo("葛城");
    assertThat(font.drawable("a\u0007b")).isEqualTo("ab");
    assertThat(font.drawable("\uDBFF\uDFFD")).isEqualTo("〓");
  }

  @Test
  @DisplayName("Validation data that are there already are not written again (SIG-1)")
  void validationDataOnce() {
    DocumentBytes document = signed(DocumentBytes.of(MadePdf.plain().bytes()), Optional.empty());
    byte[] certificate = new byte[1_000];
    DocumentBytes once =
        document.append(
            SignatureIncrements.validation(
                document, new ValidationData("A1", List.of(certificate), List.of(), List.of())));
    byte[] again =
        SignatureIncrements.validation(
            once, new ValidationData("B2", List.of(certificate), List.of(), List.of()));

    PdfFile file = once.append(again).file();
    Dict store = file.dict(file.catalog().get("DSS"));
    assertThat(again.length).isLessThan(certificate.length);
    assertThat(file.items(store.get("Certs"))).hasSize(1).first().isInstanceOf(Ref.class);
    assertThat(file.dict(store.get("VRI")).entries()).containsOnlyKeys("A1", "B2");
  }

  @Test
  @DisplayName("A signature too long for its place is a fault, not a longer file")
  void tooLong() {
    Layout layout =
        SignatureIncrements.signature(
            DocumentBytes.of(MadePdf.plain().bytes()),
            TEXT,
            100,
            Optional.empty(),
            Optional.empty());

    assertThatThrownBy(() -> layout.filled(new byte[101]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
