package natsuin.contracts;

import natsuin.http.Language;
import natsuin.verification.ReportPdf;
import natsuin.verification.Verification;
import natsuin.verification.VerificationReport;

/**
 * 署名検証レポート of a document at its newest revision, made anew each time by the independent library,
 * and compared with what this service wrote down when it made each revision (SIG-3).
 */
final class ReportDocument {
  private final ContractTools tools;
  private final ComputePool pool;

  ReportDocument(ContractTools tools, ComputePool pool) {
    this.tools = tools;
    this.pool = pool;
  }

  /** The report; fails as what the verification says where there is nothing to report on. */
  VerificationReport report(Contract.Document document) {
    var client = tools.database().client();
    var id = document.id();
    var file = tools.documents().load(client, id, document.revision()).await();
    var revisions = tools.documents().revisions(client, id).await();
    var serials = SealedSignatureStore.serials(client, id).await();
    return switch (pool.run(() -> tools.verify().verify(file, revisions, serials)).await()) {
      case Verification.Examined examined -> examined.report();
      case Verification.NotExamined nothing -> throw nothing.failure().exception();
    };
  }

  /** The same as PDF. */
  byte[] pdf(Contract.Document document, Language language) {
    var report = report(document);
    return pool.run(() -> ReportPdf.of(report, document.title(), language)).await();
  }
}
