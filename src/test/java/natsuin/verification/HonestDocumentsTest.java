package natsuin.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import natsuin.pki.KeyAlgorithm;
import natsuin.signing.pades.PadesLevel;
import natsuin.verification.VerificationReport.Revocation;
import natsuin.verification.VerificationReport.Signature;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("SIG-3: what our pipeline signed and nobody touched is VALID")
class HonestDocumentsTest {
  private static final Desk DESK = new Desk();

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  @DisplayName("with keys of both kinds, and the report says who, when and by what proof")
  void signedOnce(KeyAlgorithm algorithm) {
    Desk desk = new Desk(algorithm);
    VerificationReport report = desk.verify(desk.signed());
    Desk.assertValid(report);
    assertThat(report.signatures()).hasSize(1);
    Signature signature = report.signatures().getFirst();
    assertThat(signature.signer()).isEqualTo("Hanako Marunouchi");
    assertThat(signature.organization()).isEqualTo("Test Bank");
    assertThat(signature.reason()).isEqualTo("債務者");
    assertThat(signature.level()).isEqualTo(Level.LTA);
    assertThat(signature.provenTime()).isEqualTo(desk.clock.instant());
    assertThat(signature.chain()).hasSize(3);
    assertThat(signature.chain().getLast().trusted()).isTrue();
    assertThat(signature.revocations()).hasSize(2).allMatch(Revocation::inDocument);
    assertThat(signature.timestamps()).hasSize(1);
    assertThat(report.documentTimestamps()).hasSize(1);
  }

  @Test
  @DisplayName("signed by two, one after the other; the first signature stays valid")
  void signedTwice() {
    byte[] once = DESK.signed();
    DESK.later(Duration.ofMinutes(5));
    VerificationReport report = DESK.verify(DESK.sign(once, DESK.taro, PadesLevel.B_LTA));
    Desk.assertValid(report);
    assertThat(report.signatures())
        .extracting(Signature::signer)
        .containsExactly("Hanako Marunouchi", "Taro Yaesu");
    assertThat(report.signatures().getFirst().coverage().whole()).isFalse();
    assertThat(report.changes()).allMatch(change -> change.kind().permitted());
  }

  @ParameterizedTest
  @EnumSource(PadesLevel.class)
  @DisplayName("at each level, when no more than that is expected")
  void levels(PadesLevel made) {
    Level level = Level.valueOf(made.name().substring(2));
    byte[] signed = DESK.sign(LoanAgreement.unsigned(), DESK.hanako, made);
    VerificationReport report = DESK.verify(signed, level, null);
    assertThat(report.signatures().getFirst().level()).isEqualTo(level);
    if (made == PadesLevel.B_LT || made == PadesLevel.B_LTA) {
      Desk.assertValid(report);
    } else {
      // Without revocation data in the file nobody can tell offline; that is what the levels are
      // for.
      Desk.assertSeen(report, Verdict.INDETERMINATE, "revocation-data-missing");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "letter.pdf",
        "linearized.pdf",
        "object-streams.pdf",
        "tracemonkey.pdf",
        "tam-review.pdf",
        "japanese-vertical.pdf",
        "pdfa.pdf",
        "pdfa-2a.pdf",
        "form.pdf",
        "empty-signature-field.pdf"
      })
  @DisplayName("whatever software made the PDF, signed by two")
  void samples(String name) throws IOException {
    Path sample = Path.of("../shared/samples").resolve(name);
    Assumptions.assumeTrue(Files.exists(sample), "samples are not here");
    byte[] once = DESK.sign(Files.readAllBytes(sample), DESK.hanako, PadesLevel.B_LTA);
    DESK.assertValid(once);
    DESK.assertValid(DESK.sign(once, DESK.taro, PadesLevel.B_LTA));
  }

  @Test
  @DisplayName("warming up examines a document of ours, which a verifier without anchors doubts")
  void warmUp() {
    PdfVerifier nobody = new PdfVerifier(List.of(), DESK.clock, PdfVerifier.Limits.OWN_DOCUMENTS);
    VerificationReport report = ((Verification.Examined) nobody.warmUp()).report();
    assertThat(report.signatures()).hasSize(1);
    assertThat(report.verdict()).isEqualTo(Verdict.INDETERMINATE);
  }
}
