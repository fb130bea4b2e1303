package natsuin.evidence;

import static natsuin.evidence.CheckBundle.objects;
import static natsuin.evidence.CheckBundle.text;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import natsuin.http.Language;
import natsuin.verification.Expectation;
import natsuin.verification.Level;
import natsuin.verification.PdfVerifier;
import natsuin.verification.ReportJson;
import natsuin.verification.Verdict;
import natsuin.verification.Verification;
import natsuin.verification.VerificationReport;

/** Verifies one document of a bundle anew, and compares with what the manifest says of it. */
final class CheckDocument {
  private final BundleFile bundle;
  private final PdfVerifier verifier;
  private final List<String> faults;
  private final List<String> doubts;
  private final List<String> facts;

  CheckDocument(
      BundleFile bundle,
      Collection<X509Certificate> anchors,
      InstantSource clock,
      List<String> faults,
      List<String> doubts,
      List<String> facts) {
    this.bundle = bundle;
    this.verifier = new PdfVerifier(anchors, clock, PdfVerifier.Limits.OWN_DOCUMENTS);
    this.faults = faults;
    this.doubts = doubts;
    this.facts = facts;
  }

  void check(JsonObject document) throws IOException {
    String path = text(document, "path");
    byte[] file = bundle.bytes(path);
    if (file == null) {
      return; // said already
    }
    List<String> signers =
        objects(document, "signatures").stream().map(each -> text(each, "signer")).toList();
    switch (verifier.verify(file, new Expectation(Level.B, null))) {
      case Verification.NotExamined nothing ->
          faults.add("%s cannot be examined: %s".formatted(path, nothing.failure().code()));
      case Verification.Examined examined -> judge(path, document, signers, examined.report());
    }
  }

  private void judge(
      String path, JsonObject document, List<String> expected, VerificationReport report) {
    List<String> found =
        report.signatures().stream().map(VerificationReport.Signature::signer).toList();
    if (document.containsKey("verdict") && !found.equals(expected)) {
      faults.add("%s has other signatures than the manifest says".formatted(path));
      return;
    }
    boolean asSealed = report.verdict().name().equals(document.getString("verdict"));
    String line = "%s: %s".formatted(path, word(report));
    if (found.isEmpty() || report.verdict() == Verdict.VALID) {
      facts.add(line);
    } else if (report.verdict() == Verdict.INVALID && !asSealed) {
      faults.add(line + " " + reasons(report));
    } else {
      doubts.add(line + " " + reasons(report));
    }
  }

  private static String word(VerificationReport report) {
    if (report.signatures().isEmpty()) {
      return "not signed";
    }
    return report.verdict()
        + report.signatures().stream()
            .map(each -> " %s %s".formatted(each.signer(), each.provenTime()))
            .collect(Collectors.joining(",", ",", ""));
  }

  private static String reasons(VerificationReport report) {
    JsonObject json = ReportJson.of(report, Language.EN);
    return Stream.concat(
            Stream.of(json),
            Stream.concat(
                objects(json, "signatures").stream(), objects(json, "documentTimestamps").stream()))
        .flatMap(each -> objects(each, "reasons").stream())
        .map(reason -> text(reason, "text"))
        .distinct()
        .collect(Collectors.joining(" "));
  }
}
