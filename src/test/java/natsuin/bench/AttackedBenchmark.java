package natsuin.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import natsuin.pdf.Intake;
import natsuin.pdf.IntakeLimits;
import natsuin.pdf.IntakeVerdict;
import natsuin.pdf.SignatureEntry;
import natsuin.pdf.SignedPdf;
import natsuin.verification.Expectation;
import natsuin.verification.Level;
import natsuin.verification.PdfVerifier;
import natsuin.verification.Reason;
import natsuin.verification.Verification;
import natsuin.verification.VerificationReport;

/**
 * Judges every PDF under the directory named by the environment's {@code ATTACKED}: what the upload
 * says, and what the report says to somebody who trusts every certificate in the file, so that an
 * attack is seen for what it is and not only because its signer is a stranger (SIG-4).
 */
final class AttackedBenchmark implements Benchmark {
  private final Intake intake = new Intake(IntakeLimits.standard());

  @Override
  public List<BenchTable> run(PrintStream progress) throws IOException {
    String directory = System.getenv().getOrDefault("ATTACKED", "../shared/samples");
    var table = new BenchTable("Files under " + directory, "file", "upload", "report", "because");
    var verdicts = new TreeMap<String, Integer>();
    try (Stream<Path> files = Files.walk(Path.of(directory))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String[] row = judge(Files.readAllBytes(file));
        verdicts.merge(row[0] + " / " + row[1], 1, Integer::sum);
        table.row(Path.of(directory).relativize(file).toString(), row[0], row[1], row[2]);
        progress.println(file.getFileName() + "\t" + String.join("\t", row));
      }
    }
    var counts = new BenchTable("How many", "upload / report", "files");
    verdicts.forEach(counts::row);
    return List.of(table, counts);
  }

  private String[] judge(byte[] file) {
    String upload =
        switch (intake.examine(file)) {
          case IntakeVerdict.Signable signable -> "taken";
          case IntakeVerdict.Refused refused ->
              "refused: "
                  + refused.reasons().stream()
                      .map(reason -> reason.rule().name().toLowerCase(Locale.ROOT))
                      .distinct()
                      .collect(Collectors.joining(" "));
        };
    var verifier =
        new PdfVerifier(
            certificates(file), InstantSource.system(), PdfVerifier.Limits.OWN_DOCUMENTS);
    return switch (verifier.verify(file, new Expectation(Level.B, null))) {
      case Verification.NotExamined nothing ->
          new String[] {upload, "not examined", nothing.failure().code()};
      case Verification.Examined examined ->
          new String[] {upload, examined.report().verdict().name(), codes(examined.report())};
    };
  }

  private static String codes(VerificationReport report) {
    return Stream.of(
            report.reasons().stream(),
            report.signatures().stream().flatMap(each -> each.reasons().stream()),
            report.documentTimestamps().stream().flatMap(each -> each.reasons().stream()))
        .flatMap(each -> each)
        .map(Reason::code)
        .distinct()
        .collect(Collectors.joining(" "));
  }

  private static Set<X509Certificate> certificates(byte[] file) {
    var found = new LinkedHashSet<X509Certificate>();
    if (SignedPdf.read(file) instanceof SignedPdf.Read read) {
      read.entries().forEach(entry -> found.addAll(certificates(entry)));
    }
    return found;
  }

  private static List<X509Certificate> certificates(SignatureEntry entry) {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(entry.contents()))
          .stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (CertificateException notCms) {
      return List.of();
    }
  }
}
