package natsuin.signing.pades;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.simplereport.SimpleReport;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import natsuin.bench.BenchPdf;
import natsuin.pdf.DocumentBytes;
import natsuin.pdf.Intake;
import natsuin.pdf.IntakeLimits;
import natsuin.pdf.IntakeVerdict;
import natsuin.pdf.SignatureMark;
import natsuin.pki.KeyAlgorithm;
import natsuin.pki.SigningIdentity;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KindsSignedTest {
  private static final int LARGEST_REVISION = 40 * 1024;
  private static final Workshop WORKSHOP = new Workshop(KeyAlgorithm.EC_P256);
  private static final SigningIdentity FIRST = WORKSHOP.signer("Hanako Marunouchi");
  private static final SigningIdentity SECOND = WORKSHOP.signer("Taro Takahashi");

  static Stream<Arguments> kinds() throws IOException {
    return Kinds.all().entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  @DisplayName(
      "Every kind of PDF, signed by two at B-LTA with visible marks, convinces DSS, pdfsig and qpdf"
          + " (SIG-1)")
  void strangersAgree(String kind, byte[] file) {
    assertThat(intake(file)).as(kind).isInstanceOf(IntakeVerdict.Signable.class);
    DocumentBytes document = DocumentBytes.of(file);

    DocumentBytes once = WORKSHOP.sign(document, FIRST, order(FIRST, "丸の内 花子", "債務者"));
    DocumentBytes twice = WORKSHOP.sign(once, SECOND, order(SECOND, "髙橋 太郎", "連帯保証人"));

    assertOursPass(twice, kind.endsWith("by others") ? 1 : 0);
    String pdfsig = Strangers.run(twice, "pdfsig", "-nocert", "FILE");
    assertThat(pdfsig.split("Signature is Valid.", -1)).hasSizeGreaterThan(2);
    assertThat(pdfsig).doesNotContain("Invalid");
    Strangers.run(twice, "qpdf", "--check", "FILE");
    assertThat(twice.length() - once.length()).isLessThan(LARGEST_REVISION);
    assertThat(intake(twice.toByteArray())).as(kind).isInstanceOf(IntakeVerdict.Signable.class);
  }

  private static void assertOursPass(DocumentBytes document, int foreign) {
    SimpleReport report = Strangers.dss(document, WORKSHOP.root());
    assertThat(report.getSignatureIdList()).hasSize(2 + foreign);
    for (String id : report.getSignatureIdList().subList(foreign, 2 + foreign)) {
      assertThat(report.getIndication(id))
          .as("%s %s", report.getSubIndication(id), report.getAdESValidationErrors(id))
          .isEqualTo(Indication.TOTAL_PASSED);
      assertThat(report.getSignatureFormat(id).toString()).isEqualTo("PAdES-BASELINE-LTA");
    }
  }

  @ParameterizedTest(name = "certified: {0}")
  @ValueSource(booleans = {false, true})
  @DisplayName(
      "Somebody else's signature or certification at B-LTA stays valid under two of ours (SIG-1)")
  void earlierSignaturesStayValid(boolean certified) throws IOException {
    byte[] file = BenchPdf.ofSize(60_000, 3, true);
    byte[] theirs = certified ? Kinds.certifiedByOthers(file) : Kinds.signedByOthers(file);
    DocumentBytes once =
        WORKSHOP.sign(DocumentBytes.of(theirs), FIRST, order(FIRST, "丸の内 花子", "債務者"));
    DocumentBytes twice = WORKSHOP.sign(once, SECOND, order(SECOND, "髙橋 太郎", "連帯保証人"));

    SimpleReport report = Strangers.dss(twice, Kinds.OTHERS.root());

    String first = report.getSignatureIdList().getFirst();
    assertThat(report.getIndication(first)).isEqualTo(Indication.TOTAL_PASSED);
    assertThat(report.getSignatureFormat(first).toString()).isEqualTo("PAdES-BASELINE-LTA");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "EC_P256, B_B, PAdES-BASELINE-B",
    "EC_P256, B_T, PAdES-BASELINE-T",
    "EC_P256, B_LT, PAdES-BASELINE-LT",
    "EC_P256, B_LTA, PAdES-BASELINE-LTA",
    "RSA_3072, B_T, PAdES-BASELINE-T",
    "RSA_3072, B_LT, PAdES-BASELINE-LT",
    "RSA_3072, B_LTA, PAdES-BASELINE-LTA"
  })
  @DisplayName("Each level is what it is called, with either kind of key (SIG-1)")
  void levels(KeyAlgorithm algorithm, PadesLevel level, String name) throws IOException {
    Workshop workshop = new Workshop(algorithm);
    SigningIdentity signer = workshop.signer("Hanako Marunouchi");
    DocumentBytes document = DocumentBytes.of(BenchPdf.ofSize(60_000, 3, true));

    DocumentBytes signed = workshop.sign(document, signer, workshop.order(signer, level));

    SimpleReport report = Strangers.dss(signed, workshop.root());
    String id = report.getFirstSignatureId();
    assertThat(report.getSignatureFormat(id).toString()).isEqualTo(name);
    if (level.compareTo(PadesLevel.B_LT) >= 0) {
      assertThat(report.getIndication(id)).isEqualTo(Indication.TOTAL_PASSED);
    }
    assertThat(Strangers.run(signed, "pdfsig", "-nocert", "FILE")).contains("Signature is Valid.");
  }

  @Test
  @DisplayName("A waiting empty field is signed in its place when asked for (SIG-1)")
  void emptyField() {
    DocumentBytes document = DocumentBytes.of(natsuin.pdf.HandmadePdfs.emptyField());
    SignatureOrder order = order(FIRST, "丸の内 花子", "債務者");
    SignatureOrder inField =
        new SignatureOrder(
            order.chain(),
            order.level(),
            order.name(),
            order.reason(),
            order.time(),
            order.mark(),
            Optional.of("customer"));

    DocumentBytes signed = WORKSHOP.sign(document, FIRST, inField);

    Strangers.assertDssPasses(signed, WORKSHOP.root(), "PAdES-BASELINE-LTA");
    IntakeVerdict.Signable after = (IntakeVerdict.Signable) intake(signed.toByteArray());
    assertThat(after.signatures())
        .extracting(IntakeVerdict.ExistingSignature::field)
        .contains("customer");
    assertThat(after.emptySignatureFields()).isEmpty();
  }

  private static IntakeVerdict intake(byte[] file) {
    return new Intake(IntakeLimits.standard()).examine(file);
  }

  private static SignatureOrder order(SigningIdentity signer, String name, String standing) {
    var mark =
        new SignatureMark(name, standing, Instant.now(), new SignatureMark.Place.Automatic());
    return WORKSHOP.order(signer, PadesLevel.B_LTA, Optional.of(mark));
  }
}
