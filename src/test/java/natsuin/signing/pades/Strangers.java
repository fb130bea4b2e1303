package natsuin.signing.pades;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import natsuin.pdf.DocumentBytes;

/** Software that we did not write, asked what it thinks of what we signed. */
public final class Strangers {
  private Strangers() {}

  /** What EU DSS says, trusting one root and fetching nothing. */
  public static SimpleReport dss(DocumentBytes document, X509Certificate root) {
    CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
    trusted.addCertificate(new CertificateToken(root));
    CommonCertificateVerifier verifier = new CommonCertificateVerifier();
    verifier.setTrustedCertSources(trusted);
    verifier.setAIASource(null);
    SignedDocumentValidator validator =
        SignedDocumentValidator.fromDocument(new InMemoryDocument(document.toByteArray()));
    validator.setCertificateVerifier(verifier);
    return validator.validateDocument().getSimpleReport();
  }

  /** All signatures passed, at this level. */
  public static void assertDssPasses(DocumentBytes document, X509Certificate root, String level) {
    SimpleReport report = dss(document, root);
    assertThat(report.getSignatureIdList()).isNotEmpty();
    for (String id : report.getSignatureIdList()) {
      assertThat(report.getIndication(id))
          .as("%s %s", report.getSubIndication(id), report.getAdESValidationErrors(id))
          .isEqualTo(Indication.TOTAL_PASSED);
      assertThat(report.getSignatureFormat(id).toString()).isEqualTo(level);
    }
  }

  /** What a command line tool says about the document; fails when it exits with an error. */
  public static String run(DocumentBytes document, String... command) {
    return run(document, true, command);
  }

  public static String run(DocumentBytes document, boolean mustSucceed, String... command) {
    try {
      Path file = Files.createTempFile("signed", ".pdf");
      try (OutputStream out = Files.newOutputStream(file)) {
        document.writeTo(out);
      }
      String[] line = command.clone();
      for (int i = 0; i < line.length; i++) {
        line[i] = line[i].equals("FILE") ? file.toString() : line[i];
      }
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      Files.delete(file);
      if (mustSucceed) {
        assertThat(exit).as(said).isZero();
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
