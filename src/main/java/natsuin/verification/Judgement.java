package natsuin.verification;

import eu.europa.esig.dss.diagnostic.CertificateWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import natsuin.pdf.SignatureEntry;
import natsuin.pdf.SignedPdf;
import natsuin.verification.VerificationReport.Coverage;
import natsuin.verification.VerificationReport.Signature;
import natsuin.verification.VerificationReport.Timestamp;

/** Brings together what the file, its revisions, DSS and the service's record say, and judges. */
final class Judgement {
  private final byte[] file;
  private final SignedPdf.Read read;
  private final Expectation expected;
  private final Instant now;
  private final Revisions revisions;
  private final DssFindings findings;
  private final RecordComparison record;
  private final Set<List<Long>> ranges = new HashSet<>();
  private final Map<String, Signature> byLibraryId = new HashMap<>();

  Judgement(
      byte[] file,
      SignedPdf.Read read,
      Expectation expected,
      Instant now,
      Revisions revisions,
      DssFindings findings) {
    this.file = file;
    this.read = read;
    this.expected = expected;
    this.now = now;
    this.revisions = revisions;
    this.findings = findings;
    this.record =
        expected.record() == null ? RecordComparison.NOT_COMPARED : expected.record().compare(file);
  }

  /** The signatures under the library's own identifiers, once the report is made. */
  Map<String, Signature> byLibraryId() {
    return Map.copyOf(byLibraryId);
  }

  VerificationReport report() {
    List<Signature> signatures = new ArrayList<>();
    List<Signature> ours = new ArrayList<>();
    List<Timestamp> timestamps = new ArrayList<>();
    Verdict verdict = Verdict.VALID;
    for (SignatureEntry entry : read.entries()) {
      Verdict one;
      if (entry.timestamp()) {
        timestamps.add(timestamp(entry));
        one = timestamps.getLast().verdict();
      } else {
        signatures.add(signature(entry));
        one = signatures.getLast().verdict();
        if (!madeBefore(entry)) {
          ours.add(signatures.getLast());
        }
      }
      if (one == Verdict.INVALID || !madeBefore(entry)) {
        verdict = verdict.and(one);
      }
    }
    List<Reason> reasons = new ArrayList<>(revisions.reasons(read.entries(), expected.level()));
    reasons.addAll(RecordReasons.of(record, expected.record(), ours));
    if (ours.isEmpty()) {
      reasons.add(Reason.indeterminate("no-signature"));
    }
    verdict = verdict.and(Verdicts.of(reasons));
    return new VerificationReport(
        verdict,
        reasons,
        now,
        Digests.hex(file),
        file.length,
        read.pages(),
        revisions.count(),
        expected.level(),
        record,
        List.copyOf(signatures),
        List.copyOf(timestamps),
        revisions.changes());
  }

  /**
   * Whether somebody else made it before the service received the file. The service keeps it intact
   * and says what it is, but did not ask for its level and does not vouch for its signer: unless it
   * is INVALID, the verdict is about what was signed here.
   */
  private boolean madeBefore(SignatureEntry entry) {
    ServiceRecord known = expected.record();
    return known != null
        && record.agreeing() > 0
        && entry.end() <= known.revisions().getFirst().size();
  }

  /** What is wrong with the place of a signature in the file, before any cryptography. */
  private List<Reason> placing(SignatureEntry entry, Coverage coverage) {
    List<Reason> reasons = new ArrayList<>(ByteRangeCheck.of(file, entry));
    if (!entry.byteRange().isEmpty() && !ranges.add(entry.byteRange())) {
      reasons.add(Reason.invalid("byte-range-twice"));
    }
    if (!coverage.laterPermitted()) {
      reasons.add(Reason.invalid("changed-after"));
    }
    return reasons;
  }

  private Timestamp timestamp(SignatureEntry entry) {
    Coverage coverage = revisions.coverage(entry);
    List<Reason> placing = placing(entry, coverage);
    Optional<TimestampWrapper> found = findings.timestamp(entry.byteRange());
    if (found.isPresent()) {
      return findings.timestamp(found.get(), placing, coverage);
    }
    List<Reason> reasons = new ArrayList<>(placing);
    reasons.add(Reason.invalid("timestamp-unreadable"));
    return new Timestamp(Verdict.INVALID, reasons, null, null, null, coverage);
  }

  private Signature signature(SignatureEntry entry) {
    Coverage coverage = revisions.coverage(entry);
    List<Reason> reasons = placing(entry, coverage);
    Optional<SignatureWrapper> found = findings.signature(entry.byteRange());
    if (found.isEmpty()) {
      reasons.add(Reason.invalid("signature-unreadable"));
      return unreadable(entry, coverage, reasons);
    }
    SignatureWrapper signature = found.get();
    reasons.addAll(findings.reasons(signature));
    reasons.addAll(findings.missingRevocationData(signature));
    reasons.addAll(
        SignerCheck.of(
            signature,
            DssFindings.chain(signature),
            findings.revocations(signature),
            DssFindings.instant(signature.getClaimedSigningTime())));
    Level level = DssFindings.level(signature);
    if (madeBefore(entry)) {
      reasons.add(Reason.indeterminate("made-before"));
    } else if (level.compareTo(expected.level()) < 0) {
      reasons.add(
          Reason.indeterminate(
              "level-too-low",
              Map.of("level", level.label(), "expected", expected.level().label())));
    }
    List<Timestamp> timestamps = findings.signatureTimestamps(signature);
    ofTimestamps(timestamps).ifPresent(reasons::add);
    Signature judged = report(entry, signature, level, coverage, reasons, timestamps);
    byLibraryId.put(signature.getId(), judged);
    return judged;
  }

  /** A timestamp by an authority that we do not know says so itself. */
  private static Optional<Reason> ofTimestamps(List<Timestamp> timestamps) {
    Verdict worst =
        timestamps.stream()
            .filter(each -> !DssFindings.isByStranger(each))
            .map(Timestamp::verdict)
            .reduce(Verdict.VALID, Verdict::and);
    return worst == Verdict.VALID
        ? Optional.empty()
        : Optional.of(new Reason(worst, "signature-timestamp-not-valid", Map.of()));
  }

  private Signature report(
      SignatureEntry entry,
      SignatureWrapper signature,
      Level level,
      Coverage coverage,
      List<Reason> reasons,
      List<Timestamp> timestamps) {
    CertificateWrapper signer = signature.getSigningCertificate();
    return new Signature(
        entry.field(),
        Verdicts.of(reasons),
        List.copyOf(reasons),
        signer == null ? "" : signer.getReadableCertificateName(),
        signer == null ? null : signer.getOrganizationName(),
        entry.reason(),
        DssFindings.instant(signature.getClaimedSigningTime()),
        findings.provenTime(signature),
        level,
        findings.indication(signature),
        findings.subIndication(signature),
        DssFindings.algorithm(signature),
        entry.page(),
        coverage,
        DssFindings.chain(signature),
        findings.revocations(signature),
        timestamps);
  }

  private static Signature unreadable(
      SignatureEntry entry, Coverage coverage, List<Reason> reasons) {
    return new Signature(
        entry.field(),
        Verdict.INVALID,
        List.copyOf(reasons),
        "",
        null,
        entry.reason(),
        entry.claimedTime(),
        null,
        Level.NONE,
        null,
        null,
        null,
        entry.page(),
        coverage,
        List.of(),
        List.of(),
        List.of());
  }
}
