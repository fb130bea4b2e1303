package natsuin.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import natsuin.kernel.Failure;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName(
    "SIG-3: files made by other people's software get a sensible report or a clear refusal")
class FilesFromOthersTest {
  private static final Path SAMPLES = Path.of("../shared/samples");
  private final PdfVerifier verifier =
      new PdfVerifier(List.of(), InstantSource.system(), PdfVerifier.Limits.OWN_DOCUMENTS);

  static Stream<Path> samples() throws IOException {
    if (!Files.isDirectory(SAMPLES)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files.filter(each -> each.toString().endsWith(".pdf")).sorted().toList().stream();
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("samples")
  @DisplayName("nothing signed by strangers is VALID, and nothing throws")
  void neverValid(Path sample) throws IOException {
    Verification.Examined examined = examined(Files.readAllBytes(sample));
    assertThat(examined.report().verdict()).isNotEqualTo(Verdict.VALID);
  }

  @ParameterizedTest
  @CsvSource({"signed-by-others.pdf, 1", "signed-twice.pdf, 2", "letter.pdf, 0"})
  @DisplayName("every signature is in the report, in the order of signing")
  void countsSignatures(String name, int signatures) throws IOException {
    Path file = SAMPLES.resolve(name);
    assumeTrue(Files.exists(file));
    VerificationReport report = examined(Files.readAllBytes(file)).report();
    assertThat(report.signatures()).hasSize(signatures);
    assertThat(report.signatures()).allSatisfy(each -> assertThat(each.signer()).isNotEmpty());
  }

  @Test
  @DisplayName("no bytes, other bytes, and the beginnings of a PDF are refused with the reason")
  void garbage() {
    byte[] noise = new byte[5000];
    new Random(1).nextBytes(noise);
    byte[] header = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);
    byte[] noisyPdf = Arrays.copyOf(header, 5000);
    System.arraycopy(noise, 0, noisyPdf, header.length, noisyPdf.length - header.length);
    assertThat(code(new byte[0])).isEqualTo("verification-empty");
    assertThat(code(noise)).isEqualTo("verification-not-a-pdf");
    assertThat(code(header)).isEqualTo("verification-damaged");
    assertThat(code(noisyPdf)).isEqualTo("verification-damaged");
  }

  private Verification.Examined examined(byte[] file) {
    Verification verification = verifier.verify(file, new Expectation(Level.LTA, null));
    assertThat(verification).isInstanceOf(Verification.Examined.class);
    return (Verification.Examined) verification;
  }

  private String code(byte[] file) {
    Verification verification = verifier.verify(file, new Expectation(Level.LTA, null));
    assertThat(verification).isInstanceOf(Verification.NotExamined.class);
    Failure failure = ((Verification.NotExamined) verification).failure();
    return failure.code();
  }
}
