package natsuin.verification;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.validation.reports.Reports;
import eu.europa.esig.validationreport.ValidationReportFacade;
import eu.europa.esig.validationreport.jaxb.AdditionalValidationReportDataType;
import eu.europa.esig.validationreport.jaxb.SignatureValidationReportType;
import eu.europa.esig.validationreport.jaxb.TypedDataType;
import eu.europa.esig.validationreport.jaxb.ValidationReportDataType;
import eu.europa.esig.validationreport.jaxb.ValidationReportType;
import eu.europa.esig.validationreport.jaxb.ValidationStatusType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import natsuin.http.Language;

/**
 * The report for machines (ETSI TS 119 102-2, SIG-3): the validation library's own, but no
 * signature passes there that the report for people does not call valid, and our reasons stand
 * beside the library's as additional data.
 */
final class EtsiReport {
  private static final String REASON = "urn:natsuin:verification:reason:";

  private final VerificationReport report;
  private final Map<String, VerificationReport.Signature> signatures;
  private final Sentences sentences = new Sentences(Language.EN);

  private EtsiReport(
      VerificationReport report, Map<String, VerificationReport.Signature> signatures) {
    this.report = report;
    this.signatures = signatures;
  }

  /**
   * Writes it, checked against the standard's schema.
   *
   * @param signatures by the library's identifiers
   */
  static String of(
      Reports reports,
      VerificationReport report,
      Map<String, VerificationReport.Signature> signatures) {
    // The library hands out the same tree each time: it is copied by way of its text.
    ValidationReportFacade facade = ValidationReportFacade.newFacade();
    try {
      ValidationReportType tree = facade.unmarshall(reports.getXmlValidationReport(), false);
      new EtsiReport(report, signatures).correct(tree);
      return facade.marshall(tree, true);
    } catch (Exception e) { // whatever the XML libraries declare: the tree is their own
      throw new IllegalStateException("ETSI report", e);
    }
  }

  private void correct(ValidationReportType tree) {
    for (SignatureValidationReportType each : tree.getSignatureValidationReport()) {
      if (each.getSignatureIdentifier() == null || each.getSignatureValidationStatus() == null) {
        continue; // a file without any signature has one empty entry
      }
      VerificationReport.Signature ours = signatures.get(each.getSignatureIdentifier().getId());
      Verdict verdict = ours == null ? Verdict.INVALID : ours.verdict().and(ofDocument());
      Stream<Reason> reasons = ours == null ? Stream.empty() : ours.reasons().stream();
      ValidationStatusType status = each.getSignatureValidationStatus();
      downgrade(status, verdict);
      add(status, Stream.concat(reasons, report.reasons().stream()).distinct().toList());
    }
  }

  /** What is wrong with the document as a whole is wrong with every signature in it. */
  private Verdict ofDocument() {
    return report.documentTimestamps().stream()
        .map(VerificationReport.Timestamp::verdict)
        .filter(verdict -> verdict == Verdict.INVALID)
        .reduce(Verdicts.of(report.reasons()), Verdict::and);
  }

  private static void downgrade(ValidationStatusType status, Verdict verdict) {
    Indication theirs = status.getMainIndication();
    if (verdict == Verdict.INVALID && theirs != Indication.TOTAL_FAILED) {
      set(status, Indication.TOTAL_FAILED, SubIndication.FORMAT_FAILURE);
    } else if (verdict == Verdict.INDETERMINATE && theirs == Indication.TOTAL_PASSED) {
      set(status, Indication.INDETERMINATE, SubIndication.SIG_CONSTRAINTS_FAILURE);
    }
  }

  private static void set(ValidationStatusType status, Indication main, SubIndication sub) {
    status.setMainIndication(main);
    status.getSubIndication().clear();
    status.getSubIndication().add(sub);
  }

  private void add(ValidationStatusType status, Collection<Reason> reasons) {
    if (reasons.isEmpty()) {
      return;
    }
    List<ValidationReportDataType> data = status.getAssociatedValidationReportData();
    if (data.isEmpty()) {
      data.add(new ValidationReportDataType());
    }
    ValidationReportDataType first = data.getFirst();
    if (first.getAdditionalValidationReportData() == null) {
      first.setAdditionalValidationReportData(new AdditionalValidationReportDataType());
    }
    for (Reason reason : reasons) {
      TypedDataType typed = new TypedDataType();
      typed.setType(REASON + reason.code());
      typed.setValue(sentences.of(reason));
      first.getAdditionalValidationReportData().getReportData().add(typed);
    }
  }
}
