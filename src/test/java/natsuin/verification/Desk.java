package natsuin.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import natsuin.pdf.DocumentBytes;
import natsuin.pdf.SignatureMark;
import natsuin.pki.CertificateStatus;
import natsuin.pki.KeyAlgorithm;
import natsuin.pki.SigningIdentity;
import natsuin.signing.pades.PadesLevel;
import natsuin.signing.pades.Workshop;
import natsuin.verification.VerificationReport.Signature;
import natsuin.verification.VerificationReport.Timestamp;
import org.jspecify.annotations.Nullable;

/** Where tests sign documents with our own pipeline and have them verified. */
final class Desk {
  private Instant now = Instant.parse("2026-11-21T05:03:00Z");
  final InstantSource clock = () -> now;
  final Map<BigInteger, CertificateStatus> revoked = new ConcurrentHashMap<>();
  final Workshop workshop;
  final SigningIdentity hanako;
  final SigningIdentity taro;
  private final PdfVerifier verifier;

  Desk() {
    this(KeyAlgorithm.EC_P256);
  }

  Desk(KeyAlgorithm algorithm) {
    workshop =
        new Workshop(
            algorithm, clock, serial -> revoked.getOrDefault(serial, new CertificateStatus.Good()));
    hanako = workshop.signer("Hanako Marunouchi");
    taro = workshop.signer("Taro Yaesu");
    verifier = new PdfVerifier(List.of(workshop.root()), clock, PdfVerifier.Limits.OWN_DOCUMENTS);
  }

  /** Time goes on. */
  void later(java.time.Duration time) {
    now = now.plus(time);
  }

  /** The document signed with a visible mark. */
  byte[] sign(byte[] document, SigningIdentity signer, PadesLevel level) {
    var mark = new SignatureMark("丸の内 花子", "債務者", now, new SignatureMark.Place.Automatic());
    var order = workshop.order(signer, level, Optional.of(mark));
    return workshop.sign(DocumentBytes.of(document), signer, order).toByteArray();
  }

  /** The loan agreement, signed by Hanako at B-LTA. */
  byte[] signed() {
    return sign(LoanAgreement.unsigned(), hanako, PadesLevel.B_LTA);
  }

  VerificationReport verify(byte[] file) {
    return verify(file, Level.LTA, null);
  }

  VerificationReport verify(byte[] file, Level level, @Nullable ServiceRecord record) {
    Verification verification = verifier.verify(file, new Expectation(level, record));
    assertThat(verification).isInstanceOf(Verification.Examined.class);
    return ((Verification.Examined) verification).report();
  }

  /** Whether it is examined and found VALID. */
  boolean isValid(byte[] file) {
    return verifier.verify(file, new Expectation(Level.LTA, null))
            instanceof Verification.Examined examined
        && examined.report().verdict() == Verdict.VALID;
  }

  /** All reasons anywhere in a report. */
  static List<String> codes(VerificationReport report) {
    List<Reason> reasons = new ArrayList<>(report.reasons());
    for (Signature each : report.signatures()) {
      reasons.addAll(each.reasons());
      each.timestamps().stream().map(Timestamp::reasons).forEach(reasons::addAll);
    }
    report.documentTimestamps().stream().map(Timestamp::reasons).forEach(reasons::addAll);
    return Stream.of(reasons).flatMap(List::stream).map(Reason::code).distinct().toList();
  }

  void assertValid(byte[] file) {
    assertValid(verify(file));
  }

  static void assertValid(VerificationReport report) {
    assertThat(report.verdict()).as("%s%n%s", codes(report), report).isEqualTo(Verdict.VALID);
  }

  /** The attack is seen, for this reason among others. */
  void assertSeen(byte[] forged, Verdict verdict, String code) {
    assertSeen(verify(forged), verdict, code);
  }

  static void assertSeen(VerificationReport report, Verdict verdict, String code) {
    assertThat(report.verdict()).as("%s%n%s", codes(report), report).isEqualTo(verdict);
    assertThat(codes(report)).contains(code);
  }
}
