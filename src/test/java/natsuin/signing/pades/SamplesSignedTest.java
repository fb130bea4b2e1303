package natsuin.signing.pades;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import natsuin.pdf.DocumentBytes;
import natsuin.pki.KeyAlgorithm;
import natsuin.pki.SigningIdentity;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplesSignedTest {
  private static final Path SAMPLES = Path.of("../shared/samples");
  private static final Workshop WORKSHOP = new Workshop(KeyAlgorithm.EC_P256);
  private static final SigningIdentity SIGNER = WORKSHOP.signer("Hanako Marunouchi");

  @ParameterizedTest
  @CsvSource({
    "letter.pdf",
    "linearized.pdf",
    "object-streams.pdf",
    "tracemonkey.pdf",
    "tam-review.pdf",
    "japanese-not-embedded.pdf",
    "japanese-vertical.pdf",
    "pdfa.pdf",
    "pdfa-2a.pdf",
    "empty-signature-field.pdf"
  })
  @DisplayName("Other people's PDFs, signed at B-LTA, convince DSS, pdfsig and qpdf (SIG-1)")
  void strangersAgree(String name) throws IOException {
    Path sample = SAMPLES.resolve(name);
    Assumptions.assumeTrue(Files.exists(sample), "samples are not here");
    DocumentBytes document = DocumentBytes.of(Files.readAllBytes(sample));

    DocumentBytes signed =
        WORKSHOP.sign(document, SIGNER, WORKSHOP.order(SIGNER, PadesLevel.B_LTA, Optional.empty()));

    Strangers.assertDssPasses(signed, WORKSHOP.root(), "PAdES-BASELINE-LTA");
    assertThat(Strangers.run(signed, "pdfsig", "-nocert", "FILE")).contains("Signature is Valid.");
    Strangers.run(signed, "qpdf", "--check", "FILE");
  }
}
