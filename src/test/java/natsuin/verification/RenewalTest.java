package natsuin.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import natsuin.pdf.DocumentBytes;
import natsuin.signing.pades.ArchiveTimestamp;
import natsuin.signing.pades.PadesLevel;
import natsuin.signing.pades.Strangers;
import natsuin.verification.VerificationReport.Timestamp;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SIG-5: archive timestamps are renewed before they lapse")
class RenewalTest {
  private final Desk desk = new Desk();

  private void yearsLater(int years) {
    desk.later(Duration.ofDays(365L * years));
    desk.workshop.startAgain();
  }

  private byte[] renewed(byte[] file) {
    return desk.workshop.renew(DocumentBytes.of(file)).toByteArray();
  }

  @Test
  @DisplayName(
      "twenty years, renewed twice under two new timestamp authorities: VALID long after signers"
          + " and authorities have ended; left alone: not")
  void renewedTwice() {
    byte[] signed = desk.sign(desk.signed(), desk.taro, PadesLevel.B_LTA);
    yearsLater(9);
    byte[] once = renewed(signed);
    assertThat(once).startsWith(signed);
    yearsLater(3);
    Desk.assertSeen(desk.verify(signed), Verdict.INDETERMINATE, "dss-out-of-bounds-no-poe");
    VerificationReport report = desk.verify(once);
    Desk.assertValid(report);
    assertThat(report.signatures()).hasSize(2);
    assertThat(report.signatures().getFirst().provenTime())
        .isEqualTo(Instant.parse("2026-11-21T05:03:00Z"));
    assertThat(report.documentTimestamps()).hasSize(3);
    assertThat(report.documentTimestamps())
        .extracting(Timestamp::verdict)
        .containsOnly(Verdict.VALID);
    yearsLater(6);
    byte[] twice = renewed(once);
    yearsLater(1);
    desk.later(Duration.ofDays(30));
    Desk.assertValid(desk.verify(twice));
    assertThat(desk.verify(once).verdict()).isEqualTo(Verdict.INDETERMINATE);
    var renewed = DocumentBytes.of(twice);
    assertThat(Strangers.run(renewed, "qpdf", "--check", "FILE")).doesNotContain("WARNING");
    assertThat(Strangers.run(renewed, "pdfsig", "-nocert", "FILE"))
        .containsPattern("(?s)Signature is Valid.*Signature is Valid.*Timestamp4.*\\n  - Total");
  }

  @Test
  @DisplayName("attack: a timestamp set after the last one had lapsed proves nothing")
  void tooLate() {
    byte[] signed = desk.signed();
    yearsLater(11);
    assertThat(desk.isValid(renewed(signed))).isFalse();
  }

  @Test
  @DisplayName(
      "the newest timestamp is found; a file without one, or that goes on behind it, has none")
  void newest() {
    byte[] signed = desk.signed();
    assertThat(ArchiveTimestamp.newest(DocumentBytes.of(signed)).orElseThrow().token().time())
        .isEqualTo(desk.clock.instant());
    byte[] unstamped = desk.sign(LoanAgreement.unsigned(), desk.hanako, PadesLevel.B_T);
    assertThat(ArchiveTimestamp.newest(DocumentBytes.of(unstamped))).isEmpty();
    byte[] more = "%%EOF\n".getBytes(StandardCharsets.US_ASCII);
    assertThat(ArchiveTimestamp.newest(DocumentBytes.of(signed, more))).isEmpty();
    assertThat(ArchiveTimestamp.newest(DocumentBytes.of(new byte[0]))).isEmpty();
  }
}
