package natsuin.signing;

import natsuin.signing.pades.SigningWork;
import natsuin.signing.pades.SigningWork.Archived;
import natsuin.signing.pades.SigningWork.Embedded;
import natsuin.signing.pades.SigningWork.Evidenced;
import natsuin.signing.pades.SigningWork.Prepared;
import natsuin.signing.pades.SigningWork.Signed;
import natsuin.signing.pades.SigningWork.Timestamped;

/**
 * The part that needs no key. Each stage is kept, so that it can be tried again for hours, by any
 * node, from where it stood.
 */
final class EvidencePhase {
  private final EvidenceStages stages;
  private final WorkingCopies copies;

  EvidencePhase(Tools tools, WorkingCopies copies) {
    this.stages =
        new EvidenceStages(tools.pipeline(), tools.timestamps(), tools.evidence(), tools.pool());
    this.copies = copies;
  }

  /** From wherever this signature stands to what is to be appended to the document. */
  byte[] run(Progress progress, SignatureRow row) {
    var copy = copies.at(row.document(), row.base().orElseThrow());
    SigningWork work = SigningWork.decode(progress.kept(row));
    while (!EvidenceStages.complete(work)) {
      work = stages.next(copy.bytes(), work);
      progress.keep(row, stageOf(work), copy.revision(), work.encode());
    }
    return EvidenceStages.appended(work);
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
}
