package natsuin.verification;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * What the service itself wrote down about a document when it made each revision.
 *
 * @param revisions from the first to the newest; each is a prefix of the next
 * @param serials serial numbers of the signers' certificates in the order of their signatures, hex
 *     without leading zeros
 */
public record ServiceRecord(List<Revision> revisions, List<String> serials) {

  /** Copies the lists. */
  public ServiceRecord {
    revisions = List.copyOf(revisions);
    serials = List.copyOf(serials);
  }

  /**
   * One revision.
   *
   * @param size of the whole file up to here, bytes
   * @param sha256 of the whole file up to here, lower-case hex
   */
  public record Revision(long size, String sha256) {}

  /** How a file stands to this record. */
  RecordComparison compare(byte[] file) {
    int agreeing = 0;
    for (Revision revision : revisions) {
      if (revision.size() > file.length || !agrees(file, revision)) {
        break;
      }
      agreeing++;
    }
    return new RecordComparison(state(file, agreeing), agreeing, revisions.size());
  }

  private RecordComparison.State state(byte[] file, int agreeing) {
    if (agreeing == 0) {
      return RecordComparison.State.UNKNOWN;
    }
    if (revisions.get(agreeing - 1).size() != file.length) {
      return RecordComparison.State.DIFFERS;
    }
    return agreeing == revisions.size()
        ? RecordComparison.State.MATCHES
        : RecordComparison.State.OLDER;
  }

  private static boolean agrees(byte[] file, Revision revision) {
    MessageDigest digest = Digests.sha256();
    digest.update(file, 0, Math.toIntExact(revision.size()));
    return HexFormat.of().formatHex(digest.digest()).equals(revision.sha256());
  }
}
