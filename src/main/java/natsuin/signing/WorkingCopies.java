package natsuin.signing;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import natsuin.pdf.DocumentBytes;

/**
 * The documents of one job in memory. Small ones are kept between the phases of a job, so that they
 * are read and hashed once; large ones are read again rather than held while others are signed.
 */
final class WorkingCopies {
  private static final long KEPT_BYTES = 32L * 1024 * 1024;

  private final Tools tools;
  private final Map<UUID, WorkingCopy> kept = new HashMap<>();
  private long bytes;

  WorkingCopies(Tools tools) {
    this.tools = tools;
  }

  /** As it is now. */
  WorkingCopy newest(UUID document) {
    var revisions = tools.documents().revisions(tools.database().client(), document).await();
    return at(document, revisions.getLast().number());
  }

  /** As it was at that revision. */
  WorkingCopy at(UUID document, int revision) {
    var known = kept.get(document);
    return known != null && known.revision() == revision ? known : load(document, revision);
  }

  private WorkingCopy load(UUID document, int revision) {
    var loaded = tools.documents().load(tools.database().client(), document, revision).await();
    var uploaded = DocumentBytes.of(loaded.parts().getFirst());
    var copy = new WorkingCopy(revision, loaded, uploaded);
    if (bytes + loaded.length() <= KEPT_BYTES) {
      bytes += loaded.length();
      kept.put(document, copy);
    }
    return copy;
  }
}
