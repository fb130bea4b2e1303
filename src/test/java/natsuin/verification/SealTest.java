package natsuin.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import natsuin.pki.CadesSignature;
import natsuin.pki.DigestAlgorithm;
import natsuin.pki.SigningIdentity;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CONTRACT-8: the bank's seal beside a file")
class SealTest {
  private static final Desk DESK = new Desk();
  private static final byte[] FILE = "{\"format\":1}".getBytes(StandardCharsets.UTF_8);
  private final VerifySeal verify = new VerifySeal(List.of(DESK.workshop.root()), DESK.clock);

  private static byte[] seal(SigningIdentity by, byte[] file) {
    var form = CadesSignature.by(by.chain());
    byte[] toBeSigned = form.toBeSigned(DigestAlgorithm.SHA256.digest(file));
    byte[] value = by.sign(toBeSigned);
    return form.assemble(
        toBeSigned, value, DESK.workshop.stamp(DigestAlgorithm.SHA256.digest(value)));
  }

  private VerifySeal.Finding judge(SigningIdentity by, byte[] file) {
    var data = DESK.workshop.revocationData(by);
    return verify.verify(
        FILE, seal(by, file), new VerifySeal.Revocations(data.ocspResponses(), data.crls()));
  }

  @Test
  @DisplayName("holds for this file and for no other")
  void holds() {
    var finding = judge(DESK.workshop.seal(), FILE);
    assertThat(finding.verdict()).as("%s", finding).isEqualTo(Verdict.VALID);
    assertThat(finding.provenTime()).isEqualTo(DESK.clock.instant());
    byte[] other = "{\"format\":2}".getBytes(StandardCharsets.UTF_8);
    assertThat(judge(DESK.workshop.seal(), other).verdict()).isEqualTo(Verdict.INVALID);
  }
}
