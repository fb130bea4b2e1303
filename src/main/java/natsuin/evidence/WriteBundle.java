package natsuin.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import natsuin.http.Language;
import natsuin.kernel.Actor;
import natsuin.pki.Pem;
import natsuin.signing.SealFile;

/**
 * Writes all documents of a contract with their reports and a sealed manifest as one ZIP
 * (CONTRACT-8), one document in memory at a time.
 */
final class WriteBundle {
  private static final int LONGEST_NAME = 200;
  private static final String README = "/evidence/README.txt";

  private final EvidenceTools tools;
  private final MakeReport reports;
  private final SealFile seal;

  WriteBundle(EvidenceTools tools, MakeReport reports, SealFile seal) {
    this.tools = tools;
    this.reports = reports;
    this.seal = seal;
  }

  /**
   * Writes it. What goes wrong in the middle leaves a ZIP without an end, which nothing opens.
   *
   * @param language of the reports
   */
  void write(Subject subject, Actor reader, Language language, OutputStream out) {
    Instant now = tools.clock().instant();
    var manifest = new Manifest(subject, reader, tools.bank(), now);
    var bundle = new BundleWriter(out, now);
    for (int i = 0; i < subject.documents().size(); i++) {
      add(subject.documents().get(i), "%02d_".formatted(i + 1), manifest, bundle, language);
    }
    bundle.add(Manifest.ROOT, ascii(Pem.write(List.<X509Certificate>of(tools.root()))));
    bundle.add("README.txt", readme());
    byte[] json = manifest.bytes(bundle.entries());
    var sealed = seal.seal(json);
    bundle.addUnlisted(Manifest.PATH, json);
    bundle.addUnlisted(Manifest.SEAL, sealed.cms());
    addAll(bundle, sealed.evidence().ocspResponses(), ".ocsp");
    addAll(bundle, sealed.evidence().crls(), ".crl");
    bundle.close();
  }

  private void add(
      Subject.Document document,
      String number,
      Manifest manifest,
      BundleWriter bundle,
      Language language) {
    String stem = stem(document.fileName());
    String path = "documents/" + number + stem + ".pdf";
    if (document.explanation()) {
      var pieces =
          tools
              .documents()
              .read(tools.database().client(), document.id(), document.revision())
              .await();
      bundle.add(
          path,
          out -> {
            while (pieces.hasNext()) {
              out.write(pieces.next().await());
            }
          });
      manifest.addUnsigned(document, path);
      return;
    }
    var reported = reports.reported(document);
    bundle.add(path, reported.file()::writeTo);
    String pdf = "reports/" + number + stem + "_report.pdf";
    String xml = "reports/" + number + stem + "_report.xml";
    bundle.add(pdf, reports.pdf(document, reported.verification(), language));
    bundle.add(xml, reports.xml(reported.verification()).getBytes(StandardCharsets.UTF_8));
    manifest.add(document, path, reported.verification().report(), pdf, xml);
  }

  /** A name that every file system takes: Linux counts bytes, and a kanji has three. */
  static String stem(String fileName) {
    var stem = new StringBuilder();
    int bytes = 0;
    for (int c : fileName.replaceAll("(?i)\\.pdf$", "").codePoints().toArray()) {
      bytes += Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
      if (bytes > LONGEST_NAME) {
        break;
      }
      stem.appendCodePoint(c);
    }
    return stem.toString();
  }

  private static void addAll(BundleWriter bundle, List<byte[]> ders, String ending) {
    for (int i = 0; i < ders.size(); i++) {
      bundle.addUnlisted(Manifest.REVOCATION + (i + 1) + ending, ders.get(i));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] readme() {
    try (InputStream in = WriteBundle.class.getResourceAsStream(README)) {
      return Objects.requireNonNull(in).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
