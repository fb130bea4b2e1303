package natsuin.signing;

import natsuin.signing.pades.PadesLevel;
import natsuin.signing.pades.RevocationData;
import natsuin.signing.pades.SigningWork;
import natsuin.signing.pades.SigningWork.Archived;
import natsuin.signing.pades.SigningWork.Embedded;
import natsuin.signing.pades.SigningWork.Evidenced;
import natsuin.signing.pades.SigningWork.Prepared;
import natsuin.signing.pades.SigningWork.Signed;
import natsuin.signing.pades.SigningWork.Timestamped;

/**
 * The part that needs no key: timestamp, revocation data, document timestamp. Each stage is kept,
 * so that it can be tried again for hours, by any node, from where it stood.
 */
final class EvidencePhase {
  private final Tools tools;
  private final WorkingCopies copies;

  EvidencePhase(Tools tools, WorkingCopies copies) {
    this.tools = tools;
    this.copies = copies;
  }

  /** From wherever this signature stands to what is to be appended to the document. */
  byte[] run(Progress progress, SignatureRow row) {
    var copy = copies.at(row.document(), row.base().orElseThrow());
    SigningWork work = SigningWork.decode(progress.kept(row));
    while (!complete(work)) {
      work = next(row, copy, work);
      progress.keep(row, stageOf(work), copy.revision(), work.encode());
    }
    return appended(work);
  }

  private SigningWork next(SignatureRow row, WorkingCopy copy, SigningWork work) {
    return switch (work) {
      case Prepared unsigned -> throw new IllegalStateException("not signed: " + row.id());
      case Signed signed when signed.prepared().level() == PadesLevel.B_B ->
          tools.compute(() -> tools.pipeline().embed(signed));
      case Signed signed -> tools.pipeline().timestamp(signed, this::stamp);
      case Timestamped stamped -> tools.compute(() -> tools.pipeline().embed(stamped));
      case Embedded embedded -> evidence(copy, embedded);
      case Evidenced evidenced -> archive(copy, evidenced);
      case Archived archived -> archived;
    };
  }

  private byte[] stamp(byte[] sha256) {
    return tools.timestamps().token(sha256).await();
  }

  private Evidenced evidence(WorkingCopy copy, Embedded embedded) {
    RevocationData data = tools.evidence().about(embedded.cms());
    return tools.compute(() -> tools.pipeline().evidence(copy.bytes(), embedded, data));
  }

  /** Hashing is computed on the pool; what is left then is small and may wait for the authority. */
  private Archived archive(WorkingCopy copy, Evidenced evidenced) {
    tools.compute(() -> copy.bytes().sha256());
    return tools.pipeline().archive(copy.bytes(), evidenced, this::stamp);
  }

  private static boolean complete(SigningWork work) {
    return switch (work) {
      case Embedded embedded -> embedded.level().compareTo(PadesLevel.B_T) <= 0;
      case Evidenced evidenced -> evidenced.embedded().level() == PadesLevel.B_LT;
      case Archived archived -> true;
      case Prepared prepared -> false;
      case Signed signed -> false;
      case Timestamped stamped -> false;
    };
  }

  /** What is being done once this has been reached. */
  private static Stage stageOf(SigningWork work) {
    return switch (work) {
      case Prepared prepared -> Stage.SIGNING;
      case Signed signed -> Stage.TIMESTAMPING;
      case Timestamped stamped -> Stage.EMBEDDING;
      case Embedded embedded -> Stage.REVOCATION;
      case Evidenced evidenced -> Stage.ARCHIVING;
      case Archived archived -> Stage.ARCHIVING;
    };
  }

  private static byte[] appended(SigningWork work) {
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
    byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
