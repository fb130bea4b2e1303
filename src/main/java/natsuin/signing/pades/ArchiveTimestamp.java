package natsuin.signing.pades;

import java.util.Comparator;
import java.util.Optional;
import natsuin.pdf.DocumentBytes;
import natsuin.pdf.Layout;
import natsuin.pdf.SignatureEntry;
import natsuin.pdf.SignedPdf;
import natsuin.pki.TimestampToken;

/**
 * A document's newest timestamp over all of it: the one whose authority has to be believed.
 *
 * @param token as it came from the authority
 * @param vriKey names it in the document's validation data
 */
public record ArchiveTimestamp(TimestampToken token, String vriKey) {

  /**
   * The newest one; empty for a document without one, or that ends in something else. Reads the
   * whole file: CPU work, so it belongs on a worker.
   *
   * @throws IllegalArgumentException for a timestamp that is none
   */
  public static Optional<ArchiveTimestamp> newest(DocumentBytes document) {
    return switch (SignedPdf.read(document.toByteArray())) {
      case SignedPdf.Unreadable unreadable -> Optional.empty();
      case SignedPdf.Read read ->
          read.entries().stream()
              .max(Comparator.comparingLong(SignatureEntry::end))
              .filter(entry -> entry.timestamp() && entry.end() == document.length())
              .map(ArchiveTimestamp::of);
    };
  }

  private static ArchiveTimestamp of(SignatureEntry entry) {
    byte[] contents = entry.contents();
    return new ArchiveTimestamp(
        TimestampToken.parse(contents), Layout.vriKey(contents, contents.length * 2));
  }
}
