package natsuin.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import natsuin.http.Language;
import natsuin.pki.SigningIdentity;
import natsuin.signing.pades.PadesLevel;
import natsuin.verification.ServiceRecord.Revision;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SIG-3: a document is compared with what the service wrote down about it")
class ServiceRecordTest {
  private static final Desk DESK = new Desk();
  private static final byte[] UNSIGNED = LoanAgreement.unsigned();
  private static final byte[] ONCE = DESK.sign(UNSIGNED, DESK.hanako, PadesLevel.B_LTA);
  private static final byte[] TWICE = DESK.sign(ONCE, DESK.taro, PadesLevel.B_LTA);
  private static final ServiceRecord RECORD =
      new ServiceRecord(
          List.of(revision(UNSIGNED), revision(ONCE), revision(TWICE)),
          serials(DESK.hanako, DESK.taro));

  private static Revision revision(byte[] file) {
    return new Revision(file.length, HexFormat.of().formatHex(Digests.sha256().digest(file)));
  }

  private static List<String> serials(SigningIdentity... signers) {
    List<String> serials = new ArrayList<>();
    for (SigningIdentity signer : signers) {
      serials.add(signer.certificate().getSerialNumber().toString(16));
    }
    return serials;
  }

  private static VerificationReport verify(byte[] file, ServiceRecord record) {
    return DESK.verify(file, Level.LTA, record);
  }

  @Test
  @DisplayName("the newest revision is VALID and said to match")
  void matches() {
    VerificationReport report = verify(TWICE, RECORD);
    Desk.assertValid(report);
    assertThat(report.record())
        .isEqualTo(new RecordComparison(RecordComparison.State.MATCHES, 3, 3));
  }

  @Test
  @DisplayName("rolled back to an earlier revision: VALID by itself, not VALID against the record")
  void rolledBack() {
    DESK.assertValid(ONCE);
    Desk.assertSeen(verify(ONCE, RECORD), Verdict.INDETERMINATE, "record-older");
    Desk.assertSeen(verify(UNSIGNED, RECORD), Verdict.INDETERMINATE, "record-older");
  }

  @Test
  @DisplayName("signed differently after the first revision, by the right people")
  void differs() {
    byte[] other = DESK.sign(ONCE, DESK.taro, PadesLevel.B_LTA);
    DESK.assertValid(other);
    VerificationReport report = verify(other, RECORD);
    Desk.assertSeen(report, Verdict.INVALID, "record-differs");
    assertThat(report.record().agreeing()).isEqualTo(2);
  }

  @Test
  @DisplayName("signed once more than the service knows")
  void signedOnceMore() {
    byte[] more = DESK.sign(TWICE, DESK.hanako, PadesLevel.B_LTA);
    Desk.assertSeen(verify(more, RECORD), Verdict.INVALID, "record-differs");
  }

  @Test
  @DisplayName("cut in the middle of a revision")
  void cut() {
    byte[] cut = Arrays.copyOf(TWICE, TWICE.length - 100);
    assertThat(verify(cut, RECORD).verdict()).isEqualTo(Verdict.INVALID);
  }

  @Test
  @DisplayName("another document altogether, properly signed")
  void unknown() {
    byte[] signed =
        DESK.sign(
            RawPdf.bytes(RawPdf.text(UNSIGNED).replace("1.5", "2.5")),
            DESK.hanako,
            PadesLevel.B_LTA);
    DESK.assertValid(signed);
    Desk.assertSeen(verify(signed, RECORD), Verdict.INVALID, "record-unknown");
  }

  @Test
  @DisplayName("the right bytes, but the record names other signers")
  void otherSigners() {
    ServiceRecord wrong = new ServiceRecord(RECORD.revisions(), serials(DESK.taro, DESK.hanako));
    Desk.assertSeen(verify(TWICE, wrong), Verdict.INVALID, "record-signers-differ");
  }

  @Test
  @DisplayName("signed by somebody else before it came: told apart, and not held against us")
  void signedBySomebodyElseBefore() {
    Desk elsewhere = new Desk();
    byte[] arrived = elsewhere.sign(UNSIGNED, elsewhere.hanako, PadesLevel.B_T);
    byte[] signed = DESK.sign(arrived, DESK.taro, PadesLevel.B_LTA);
    ServiceRecord record =
        new ServiceRecord(List.of(revision(arrived), revision(signed)), serials(DESK.taro));
    VerificationReport report = verify(signed, record);
    assertThat(report.verdict()).isEqualTo(Verdict.VALID);
    assertThat(report.signatures())
        .extracting(VerificationReport.Signature::verdict)
        .containsExactly(Verdict.INDETERMINATE, Verdict.VALID);
    assertThat(report.signatures().getFirst().reasons())
        .extracting(Reason::code)
        .contains("made-before");
    assertThat(ReportJson.of(report, Language.EN).getString("summary")).contains("elsewhere");
    Desk.assertSeen(
        verify(signed, new ServiceRecord(record.revisions(), serials(DESK.hanako))),
        Verdict.INVALID,
        "record-signers-differ");
  }
}
