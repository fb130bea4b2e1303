package natsuin.signing;

import io.vertx.core.WorkerExecutor;
import java.util.Arrays;
import java.util.concurrent.Callable;
import natsuin.pdf.DocumentBytes;
import natsuin.signing.pades.PadesLevel;
import natsuin.signing.pades.PadesPipeline;
import natsuin.signing.pades.RevocationData;
import natsuin.signing.pades.SigningWork;
import natsuin.signing.pades.SigningWork.Archived;
import natsuin.signing.pades.SigningWork.Embedded;
import natsuin.signing.pades.SigningWork.Evidenced;
import natsuin.signing.pades.SigningWork.Prepared;
import natsuin.signing.pades.SigningWork.Signed;
import natsuin.signing.pades.SigningWork.Timestamped;

/**
 * The stages that need no key: timestamp, revocation data, document timestamp. Each can be tried
 * again from where it stood. On a virtual thread.
 *
 * @param pool bounded; for everything that computes
 */
record EvidenceStages(
    PadesPipeline pipeline,
    TimestampClient timestamps,
    EvidenceSource evidence,
    WorkerExecutor pool) {

  /** One stage further. */
  SigningWork next(DocumentBytes document, SigningWork work) {
    return switch (work) {
      case Prepared unsigned -> throw new IllegalStateException("not signed");
      case Signed signed when signed.prepared().level() == PadesLevel.B_B ->
          compute(() -> pipeline.embed(signed));
      case Signed signed -> pipeline.timestamp(signed, this::stamp);
      case Timestamped stamped -> compute(() -> pipeline.embed(stamped));
      case Embedded embedded -> evidence(document, embedded);
      case Evidenced evidenced -> archive(document, evidenced);
      case Archived archived -> archived;
    };
  }

  private byte[] stamp(byte[] sha256) {
    return timestamps.token(sha256).await();
  }

  private Evidenced evidence(DocumentBytes document, Embedded embedded) {
    RevocationData data = evidence.about(embedded.cms());
    return compute(() -> pipeline.evidence(document, embedded, data));
  }

  /** Hashing is computed on the pool; what is left then is small and may wait for the authority. */
  private Archived archive(DocumentBytes document, Evidenced evidenced) {
    compute(document::sha256);
    return pipeline.archive(document, evidenced, this::stamp);
  }

  private <T> T compute(Callable<T> work) {
    return pool.executeBlocking(work, false).await();
  }

  /** Whether nothing is left to do. */
  static boolean complete(SigningWork work) {
    return switch (work) {
      case Embedded embedded -> embedded.level().compareTo(PadesLevel.B_T) <= 0;
      case Evidenced evidenced -> evidenced.embedded().level() == PadesLevel.B_LT;
      case Archived archived -> true;
      case Prepared prepared -> false;
      case Signed signed -> false;
      case Timestamped stamped -> false;
    };
  }

  /** What is to be appended to the document, all in all. */
  static byte[] appended(SigningWork work) {
    return switch (work) {
      case Embedded embedded -> embedded.increment();
      case Evidenced evidenced -> joined(evidenced.embedded().increment(), evidenced.increment());
      case Archived archived -> joined(archived.embedded().increment(), archived.increment());
      case Prepared prepared -> throw new IllegalStateException("incomplete");
      case Signed signed -> throw new IllegalStateException("incomplete");
      case Timestamped stamped -> throw new IllegalStateException("incomplete");
    };
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
