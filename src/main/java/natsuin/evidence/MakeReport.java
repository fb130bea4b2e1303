package natsuin.evidence;

import natsuin.bus.ComputePool;
import natsuin.http.Language;
import natsuin.pdf.DocumentBytes;
import natsuin.verification.ReportPdf;
import natsuin.verification.Verification;

/**
 * 署名検証レポート of a document at its newest revision, made anew each time by the independent library,
 * and compared with what this service wrote down when it made each revision (SIG-3).
 */
final class MakeReport {
  private final EvidenceTools tools;
  private final ComputePool pool;

  MakeReport(EvidenceTools tools, ComputePool pool) {
    this.tools = tools;
    this.pool = pool;
  }

  /** A document's bytes, and what the verification says of them. */
  record Reported(DocumentBytes file, Verification.Examined verification) {}

  /** The report; fails as what the verification says where there is nothing to report on. */
  Verification.Examined report(Subject.Document document) {
    return reported(document).verification();
  }

  /** The same with the bytes that it is about. */
  Reported reported(Subject.Document document) {
    var client = tools.database().client();
    var id = document.id();
    var file = tools.documents().load(client, id, document.revision()).await();
    var revisions = tools.documents().revisions(client, id).await();
    var serials = SubjectStore.serials(client, id).await();
    return switch (pool.run(() -> tools.verify().verify(file, revisions, serials)).await()) {
      case Verification.Examined examined -> new Reported(file, examined);
      case Verification.NotExamined nothing -> throw nothing.failure().exception();
    };
  }

  /** The report as a paper form. */
  byte[] pdf(Subject.Document document, Verification.Examined report, Language language) {
    return pool.run(() -> ReportPdf.of(report.report(), document.title(), language)).await();
  }

  /** The report for machines. */
  String xml(Verification.Examined report) {
    return pool.run(report.etsiXml()::get).await();
  }
}
