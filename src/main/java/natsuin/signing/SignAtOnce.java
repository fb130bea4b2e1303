package natsuin.signing;

import io.vertx.core.WorkerExecutor;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import natsuin.certificates.Credential;
import natsuin.certificates.Credentials;
import natsuin.kernel.Failure;
import natsuin.pdf.DocumentBytes;
import natsuin.pdf.SignatureMark;
import natsuin.signing.pades.PadesLevel;
import natsuin.signing.pades.PadesPipeline;
import natsuin.signing.pades.Pen;
import natsuin.signing.pades.SignatureOrder;
import natsuin.signing.pades.SigningWork;
import natsuin.vault.OpeningKey;

/**
 * Signs one PDF while its signer waits, at the level of all signatures: for papers that belong to
 * no contract. Keeps nothing: the caller has on record what is about to be signed, and what comes
 * of it. On a virtual thread.
 */
public final class SignAtOnce {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(3);
  private static final int WAITING = 16;

  private final PadesPipeline pipeline = new PadesPipeline();
  private final Credentials credentials;
  private final EvidenceStages stages;
  private final PadesLevel level;
  private final WorkerExecutor pool;
  private final InstantSource clock;
  private final Semaphore places = new Semaphore(WAITING);

  /**
   * A signer's name and why he signs, in Japanese, as they stand on the mark and in the signature.
   */
  public record Signer(Credential credential, String name, String standing) {}

  /**
   * For this service.
   *
   * @param pool bounded; for everything that computes
   */
  public SignAtOnce(
      Credentials credentials,
      TimestampClient timestamps,
      EvidenceSource evidence,
      PadesLevel level,
      WorkerExecutor pool,
      InstantSource clock) {
    this.credentials = credentials;
    this.stages = new EvidenceStages(pipeline, timestamps, evidence, pool);
    this.level = level;
    this.pool = pool;
    this.clock = clock;
  }

  /**
   * The signed file, complete with its timestamps. Fails as {@link Failure.Unavailable} {@code
   * tsa-unavailable} where no timestamp is to be had, as {@link Failure.Busy} where too many are at
   * it, and then nothing was signed.
   *
   * @param key opens the signer's key; stays the caller's to close
   */
  public byte[] sign(byte[] pdf, Signer signer, OpeningKey key) {
    if (!places.tryAcquire()) {
      throw new Failure.Busy(RETRY_AFTER).exception();
    }
    try {
      return signed(DocumentBytes.of(pdf), signer, key);
    } finally {
      places.release();
    }
  }

  private byte[] signed(DocumentBytes document, Signer signer, OpeningKey key) {
    Pen pen = pen(signer.credential(), key);
    var prepared = compute(() -> pipeline.prepare(document, order(signer)));
    SigningWork work = compute(() -> pipeline.sign(prepared, pen));
    while (!EvidenceStages.complete(work)) {
      work = stages.next(document, work);
    }
    return document.append(EvidenceStages.appended(work)).toByteArray();
  }

  private Pen pen(Credential credential, OpeningKey key) {
    PrivateKey opened = credentials.open(credential.id(), key).await();
    return bytes -> credential.algorithm().sign(opened, bytes);
  }

  private SignatureOrder order(Signer signer) {
    var now = clock.instant();
    var mark =
        new SignatureMark(
            signer.name(), signer.standing(), now, new SignatureMark.Place.Automatic());
    return new SignatureOrder(
        credentials.chain(signer.credential()),
        level,
        signer.name(),
        signer.standing(),
        now,
        Optional.of(mark),
        Optional.empty());
  }

  private <T> T compute(Callable<T> work) {
    return pool.executeBlocking(work, false).await();
  }
}
