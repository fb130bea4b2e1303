package natsuin.signing;

import io.vertx.core.WorkerExecutor;
import natsuin.kernel.Failure;
import natsuin.pki.CadesSignature;
import natsuin.pki.DigestAlgorithm;
import natsuin.pki.SigningIdentity;
import natsuin.signing.pades.RevocationData;

/**
 * Sets the bank's seal beside any file: a detached CAdES signature with a timestamp (ETSI EN 319
 * 122-1, B-T), and what proves later that nobody's certificate was revoked. On a virtual thread.
 */
public final class SealFile {
  private final SigningIdentity seal;
  private final CadesSignature form;
  private final TimestampClient timestamps;
  private final EvidenceSource evidence;
  private final WorkerExecutor pool;

  /**
   * A seal.
   *
   * @param cms the signature, DER
   * @param evidence answers and lists about everybody in it
   */
  public record Sealed(byte[] cms, RevocationData evidence) {}

  /** By this key. */
  public SealFile(
      SigningIdentity seal,
      TimestampClient timestamps,
      EvidenceSource evidence,
      WorkerExecutor pool) {
    this.seal = seal;
    this.form = CadesSignature.by(seal.chain());
    this.timestamps = timestamps;
    this.evidence = evidence;
    this.pool = pool;
  }

  /**
   * Seals it; fails as {@link Failure.Unavailable} {@code tsa-unavailable} where no timestamp is to
   * be had.
   */
  public Sealed seal(byte[] file) {
    byte[] toBeSigned = form.toBeSigned(DigestAlgorithm.SHA256.digest(file));
    byte[] value = pool.executeBlocking(() -> seal.sign(toBeSigned), false).await();
    byte[] token = timestamps.token(DigestAlgorithm.SHA256.digest(value)).await();
    byte[] cms = form.assemble(toBeSigned, value, token);
    return new Sealed(cms, evidence.about(cms));
  }
}
