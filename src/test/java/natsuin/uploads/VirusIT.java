package natsuin.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import natsuin.kernel.FailureException;
import natsuin.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real clamd, real PostgreSQL. */
class VirusIT {
  private static final String AUDITED =
      "select count(*) from audit_event where action = $1 and subject = 'uploaded-file:' ||"
          + " $2::uuid::text";

  @RegisterExtension static final World WORLD = new World().with("scanner.workers", "0");
  private static Desk desk;

  @BeforeAll
  static void open() {
    desk = new Desk(WORLD, WORLD.servers().clamd().orElseThrow().address());
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"docx", "xlsx", "pdf", "jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff"})
  @DisplayName("DOC-3: a file that is what its name says is clean and can be looked at")
  void honestFiles(String ending) {
    var file = desk.settled(desk.take("証明書." + ending, Samples.of(ending)));
    assertThat(file.state()).as(file.finding()).isEqualTo(FileState.CLEAN);
    assertThat(file.pages()).isPositive();
    assertThat(desk.uploads().page(file, 1).await()).startsWith(0x89, 'P', 'N', 'G');
  }

  @TestFactory
  @DisplayName("DOC-4: EICAR is stopped by real clamd, its bytes destroyed, the find audited")
  Stream<DynamicTest> eicar() {
    return Stream.of(
            Map.entry("plain.pdf", withMagic("%PDF-1.4\n")),
            Map.entry("picture.bmp", withMagic("BM")),
            Map.entry("社員証.docx", Samples.docx(Map.of("word/media/note.txt", Samples.EICAR))),
            Map.entry("名簿.xlsx", Samples.xlsx(Map.of("xl/media/note.txt", Samples.EICAR))),
            Map.entry("証明書.pdf", Samples.pdfWithAttachment(Samples.EICAR)))
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getKey(),
                    () -> {
                      var taken = desk.take(file.getKey(), file.getValue());
                      var settled = desk.settled(taken);
                      assertThat(settled.state()).isEqualTo(FileState.INFECTED);
                      assertThat(settled.finding()).contains("Eicar");
                      nothingLeft(settled);
                      assertThat(desk.count(AUDITED, "upload.infected", settled.id())).isOne();
                    }));
  }

  /**
   * clamd looks for the test virus behind any beginning; a reader sees the beginning it expects.
   */
  private static byte[] withMagic(String magic) {
    byte[] head = magic.getBytes(StandardCharsets.US_ASCII);
    byte[] both = Arrays.copyOf(head, head.length + Samples.EICAR.length);
    System.arraycopy(Samples.EICAR, 0, both, head.length, Samples.EICAR.length);
    return both;
  }

  private static void nothingLeft(UploadedFile file) {
    assertThat(file.key()).as("its key is destroyed").isNull();
    assertThat(file.blob()).as("and with it its bytes").isNull();
    assertThat(desk.count("select count(*) from envelope_key where owner_id = $1", file.id()))
        .isZero();
    assertThatThrownBy(() -> desk.uploads().bytes(file).await())
        .isInstanceOf(FailureException.class);
    assertThatThrownBy(() -> desk.uploads().page(file, 1).await())
        .isInstanceOf(FailureException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"docx", "xlsx", "pdf", "jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff"})
  @DisplayName("DOC-3, Attack: content of another kind than the name says is refused at once")
  void wrongContent(String ending) {
    byte[] other = ending.equals("png") ? Samples.of("gif") : Samples.of("png");
    assertThatThrownBy(() -> desk.take("file." + ending, other))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("file-refused");
    assertThatThrownBy(() -> desk.take("file." + ending, new byte[0]))
        .hasMessageContaining("file-refused");
  }

  @ParameterizedTest
  @ValueSource(strings = {"docx", "xlsx", "pdf", "jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff"})
  @DisplayName("DOC-3, Attack: the right first bytes and nothing behind them are refused")
  void onlyTheBeginning(String ending) {
    byte[] whole = Samples.of(ending);
    byte[] half = Arrays.copyOf(whole, Math.min(whole.length / 3, 400));
    var file = desk.settled(desk.take("file." + ending, half));
    assertThat(file.state()).isEqualTo(FileState.REFUSED);
    nothingLeft(file);
  }

  @TestFactory
  @DisplayName("DOC-3, Attack: files that would take all memory or hide what they are")
  Stream<DynamicTest> hostile() {
    return Stream.of(
            Map.entry("PixelBomb.png", Samples.pngOfSize(30_000, 30_000)),
            Map.entry("EncryptedPdf.pdf", Samples.encryptedPdf()),
            Map.entry("PdfBomb.pdf", Samples.pdfBomb()))
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getKey(),
                    () -> {
                      var settled = desk.settled(desk.take(file.getKey(), file.getValue()));
                      assertThat(settled.state()).isEqualTo(FileState.REFUSED);
                      assertThat(settled.finding())
                          .isIn("too-many-pixels", "encrypted", "bomb", "not-scannable");
                      nothingLeft(settled);
                    }));
  }

  @Test
  @DisplayName("SEC-1: no plain byte of a file lies in PostgreSQL")
  void encryptedAtRest() {
    byte[] pdf = Samples.pdf("見本");
    String marker = "NATSUIN-PLAIN-MARKER-4711";
    byte[] marked = Arrays.copyOf(pdf, pdf.length + marker.length());
    System.arraycopy(
        marker.getBytes(StandardCharsets.US_ASCII), 0, marked, pdf.length, marker.length());
    var file = desk.settled(desk.take("在籍証明書.pdf", marked));
    assertThat(file.state()).isEqualTo(FileState.CLEAN);
    assertThat(
            desk.count(
                "select count(*) from blob_chunk where blob_id = $1",
                Objects.requireNonNull(file.blob())))
        .isPositive();
    assertThat(
            desk.count(
                "select count(*) from blob_chunk where position(convert_to($1, 'UTF8') in"
                    + " ciphertext) > 0 or position(convert_to('%PDF', 'UTF8') in ciphertext) = 1",
                marker))
        .isZero();
  }

  @Test
  @DisplayName("SEC-1: no plain byte of a picture lies in a directory for temporary files")
  void noCacheOfPictures() {
    assertThat(ImageIO.getUseCache()).isFalse();
  }

  @Test
  @DisplayName("DOC-3, Attack: file names that are paths, carry directions or control characters")
  void fileNames() {
    assertThat(FileNames.clean("../../etc/passwd\\免許証.PNG")).isEqualTo("免許証.png");
    assertThat(FileNames.clean("a\u202Egnp.exe.png")).isEqualTo("agnp.exe.png");
    assertThat(FileNames.clean("a\r\nSet-Cookie: x.png")).isEqualTo("aSet-Cookie x.png");
    assertThat(FileNames.clean(".png")).isEqualTo("file.png");
    assertThat(FileNames.clean("x".repeat(300) + ".pdf")).hasSize(104);
  }
}
