package natsuin.verification;

import java.time.Instant;
import java.util.List;
import natsuin.pdf.RevisionChange;
import org.jspecify.annotations.Nullable;

/**
 * The report on one document; {@link ReportJson} and {@link ReportHtml} write it.
 *
 * @param reasons of the document as a whole; the signatures have their own
 * @param revisions how often the file was signed, timestamped or added to
 * @param expected the level that was asked for
 */
public record VerificationReport(
    Verdict verdict,
    List<Reason> reasons,
    Instant checkedAt,
    String sha256,
    long size,
    int pages,
    int revisions,
    Level expected,
    RecordComparison record,
    List<Signature> signatures,
    List<Timestamp> documentTimestamps,
    List<Change> changes) {

  /**
   * One person's or organization's signature.
   *
   * @param field the name of its field in the file
   * @param reason as the signer gave it: the standing in which was signed
   * @param claimedTime by the signing computer's clock
   * @param provenTime the best signature time: when it provably existed
   * @param indication EU DSS's own word, as is its sub-indication
   * @param algorithm for example {@code ECDSA 256 bit, SHA-256}
   */
  public record Signature(
      String field,
      Verdict verdict,
      List<Reason> reasons,
      String signer,
      @Nullable String organization,
      @Nullable String reason,
      @Nullable Instant claimedTime,
      @Nullable Instant provenTime,
      Level level,
      @Nullable String indication,
      @Nullable String subIndication,
      @Nullable String algorithm,
      @Nullable Integer page,
      Coverage coverage,
      List<Certificate> chain,
      List<Revocation> revocations,
      List<Timestamp> timestamps) {}

  /**
   * What a signature or timestamp covers.
   *
   * @param revision it closes this one, counted from 1; 0 where its range makes no sense
   * @param whole nothing follows it in the file
   * @param laterPermitted whatever follows is permitted
   */
  public record Coverage(int revision, int of, boolean whole, boolean laterPermitted) {}

  /** A certificate, the signer's first, the trusted one last. */
  public record Certificate(
      String subject,
      @Nullable String organization,
      String issuer,
      String serial,
      Instant notBefore,
      Instant notAfter,
      boolean trusted) {}

  /**
   * Proof that a certificate was or was not revoked.
   *
   * @param kind {@code OCSP} or {@code CRL}
   * @param status {@code good}, {@code revoked} or {@code unknown}
   * @param inDocument whether it was found in the file itself
   */
  public record Revocation(
      String kind,
      String certificate,
      String status,
      @Nullable Instant produced,
      @Nullable Instant revokedAt,
      @Nullable String issuer,
      boolean inDocument) {}

  /** A timestamp: of one signature, or of the document. */
  public record Timestamp(
      Verdict verdict,
      List<Reason> reasons,
      @Nullable String authority,
      @Nullable Instant time,
      @Nullable String algorithm,
      @Nullable Coverage coverage) {}

  /** What was added between two revisions. */
  public record Change(
      int revision, RevisionChange.Kind kind, @Nullable Integer page, String path) {}
}
