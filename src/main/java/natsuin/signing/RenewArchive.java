package natsuin.signing;

import io.vertx.core.WorkerExecutor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import natsuin.kernel.Failure;
import natsuin.pdf.DocumentBytes;
import natsuin.pki.TimestampToken;
import natsuin.signing.pades.ArchiveTimestamp;
import natsuin.signing.pades.PadesPipeline;
import natsuin.signing.pades.RevocationData;

/**
 * Puts one more document timestamp behind a document before the newest one lapses (SIG-5). Keeps
 * nothing. On a thread that may wait.
 */
public final class RenewArchive {
  private static final Duration RETRY_AFTER = Duration.ofMinutes(10);

  private final PadesPipeline pipeline = new PadesPipeline();
  private final TimestampClient timestamps;
  private final EvidenceSource evidence;
  private final WorkerExecutor pool;

  /**
   * A document's newest timestamp.
   *
   * @param ends when the first of the certificates ends that it has to be believed by
   */
  public record Archive(Instant made, Instant ends) {}

  /**
   * What is to be appended.
   *
   * @param archive the document's newest timestamp afterwards
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and handed on rather than shared
  public record Renewal(byte[] increment, Archive archive) {}

  /**
   * With these authorities.
   *
   * @param pool bounded; for everything that computes
   */
  public RenewArchive(TimestampClient timestamps, EvidenceSource evidence, WorkerExecutor pool) {
    this.timestamps = timestamps;
    this.evidence = evidence;
    this.pool = pool;
  }

  /** The newest timestamp; empty for a document that does not end in one. */
  public Optional<Archive> look(DocumentBytes document) {
    return newest(document).map(newest -> archive(newest.token()));
  }

  /**
   * One more timestamp, over fresh evidence for the newest one and for the authority that sets it.
   * That authority is asked for a token first, to know whom the evidence is to be about. Fails as
   * {@link Failure.Unavailable} where no timestamp or evidence is to be had, as {@link
   * Failure.Conflict} {@code archive-authority-ends-first} where the new one would hold no longer.
   */
  public Renewal renew(DocumentBytes document) {
    ArchiveTimestamp newest = newest(document).orElseThrow();
    TimestampToken next = TimestampToken.parse(stamp(compute(document::sha256)));
    if (!archive(next).ends().isAfter(archive(newest.token()).ends())) {
      throw new Failure.Conflict("archive-authority-ends-first").exception();
    }
    RevocationData data = evidence.aboutTimestamps(List.of(newest.token(), next));
    byte[] increment =
        pipeline.renew(document, newest, data, sha256 -> by(signer(next), stamp(sha256)));
    return new Renewal(increment, archive(next));
  }

  private Optional<ArchiveTimestamp> newest(DocumentBytes document) {
    return compute(() -> ArchiveTimestamp.newest(document));
  }

  private byte[] stamp(byte[] sha256) {
    return timestamps.token(sha256).await();
  }

  /** The evidence is about this authority: another one's token would stand there unproved. */
  private static byte[] by(X509Certificate authority, byte[] token) {
    if (!signer(TimestampToken.parse(token)).equals(authority)) {
      throw new Failure.Unavailable("tsa-unavailable", RETRY_AFTER).exception();
    }
    return token;
  }

  private static X509Certificate signer(TimestampToken token) {
    return token.signerCertificate().orElseThrow();
  }

  private static Archive archive(TimestampToken token) {
    Instant ends =
        token.certificates().stream()
            .map(certificate -> certificate.getNotAfter().toInstant())
            .min(Comparator.naturalOrder())
            .orElseThrow();
    return new Archive(token.time(), ends);
  }

  private <T> T compute(Callable<T> work) {
    return pool.executeBlocking(work, false).await();
  }
}
