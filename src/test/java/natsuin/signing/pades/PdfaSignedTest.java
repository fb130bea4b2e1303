package natsuin.signing.pades;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import natsuin.pdf.DocumentBytes;
import natsuin.pdf.SignatureMark;
import natsuin.pki.KeyAlgorithm;
import natsuin.pki.SigningIdentity;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

class PdfaSignedTest {
  private static final Workshop WORKSHOP = new Workshop(KeyAlgorithm.EC_P256);
  private static final SigningIdentity SIGNER = WORKSHOP.signer("Hanako Marunouchi");

  @BeforeAll
  static void start() {
    VeraGreenfieldFoundryProvider.initialise();
  }

  @ParameterizedTest(name = "PDF/A-{0}")
  @CsvSource({"1b", "2b", "2u", "3b"})
  @DisplayName("PDF/A stays PDF/A under two signatures with marks, says veraPDF (SIG-1)")
  void generated(String level) throws Exception {
    assertStaysPdfa(PdfaFiles.of(level), level);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"pdfa.pdf, 1b", "pdfa-2a.pdf, 2a"})
  @DisplayName("PDF/A of other people's software stays what it was, says veraPDF (SIG-1)")
  void samples(String name, String level) throws Exception {
    Path sample = Path.of("../shared/samples", name);
    Assumptions.assumeTrue(Files.exists(sample), "samples are not here");
    assertStaysPdfa(Files.readAllBytes(sample), level);
  }

  private static void assertStaysPdfa(byte[] file, String level) throws Exception {
    assertCompliant(file, level);
    DocumentBytes once = sign(DocumentBytes.of(file), "丸の内 花子", "債務者");
    DocumentBytes twice = sign(once, "髙橋 太郎", "連帯保証人");
    assertCompliant(twice.toByteArray(), level);
  }

  private static DocumentBytes sign(DocumentBytes document, String name, String standing) {
    var mark =
        new SignatureMark(name, standing, Instant.now(), new SignatureMark.Place.Automatic());
    return WORKSHOP.sign(
        document, SIGNER, WORKSHOP.order(SIGNER, PadesLevel.B_LTA, Optional.of(mark)));
  }

  private static void assertCompliant(byte[] file, String level) throws Exception {
    PDFAFlavour flavour = PDFAFlavour.fromString(level);
    try (PDFAParser parser =
            Foundries.defaultInstance().createParser(new ByteArrayInputStream(file), flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
      ValidationResult result = validator.validate(parser);
      assertThat(result.isCompliant()).as("%s", result.getFailedChecks()).isTrue();
    }
  }
}
