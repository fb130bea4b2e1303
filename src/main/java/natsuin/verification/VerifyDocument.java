package natsuin.verification;

import java.util.HexFormat;
import java.util.List;
import natsuin.documents.Revision;
import natsuin.http.Language;
import natsuin.pdf.DocumentBytes;

/**
 * Verifies one of the service's own documents, from its bytes alone and then against what the
 * service wrote down when it made each revision (SIG-3). Blocking CPU work, for a bounded pool.
 */
public final class VerifyDocument {
  private final PdfVerifier verifier;
  private final Level level;

  /**
   * @param level at which the service signs: less is not VALID
   */
  public VerifyDocument(PdfVerifier verifier, Level level) {
    this.verifier = verifier;
    this.level = level;
  }

  /**
   * Verifies the newest revision.
   *
   * @param revisions all that the service recorded, oldest first
   * @param serials of the signers' certificates in the order of their signatures, hex
   */
  public Verification verify(
      DocumentBytes document, List<Revision> revisions, List<String> serials) {
    List<ServiceRecord.Revision> recorded =
        revisions.stream()
            .map(each -> new ServiceRecord.Revision(each.size(), hex(each.sha256())))
            .toList();
    ServiceRecord record = new ServiceRecord(recorded, serials);
    return verifier.verify(document.toByteArray(), new Expectation(level, record));
  }

  /** Makes one report for nobody, so that the first person who asks for one need not wait. */
  public void warmUp() {
    if (verifier.warmUp() instanceof Verification.Examined examined) {
      ReportPdf.of(examined.report(), "", Language.JA);
    }
  }

  private static String hex(byte[] sha256) {
    return HexFormat.of().formatHex(sha256);
  }
}
