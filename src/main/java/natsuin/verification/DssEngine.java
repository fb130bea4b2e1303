package natsuin.verification;

import eu.europa.esig.dss.enumerations.TokenExtractionStrategy;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.policy.ValidationPolicy;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.pdf.IPdfObjFactory;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxDefaultObjectFactory;
import eu.europa.esig.dss.policy.ValidationPolicyFacade;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import java.util.Objects;

/**
 * Runs EU DSS under our policy, offline: it gets no source of certificates, OCSP or CRLs but the
 * file. The policy is read once; everything else is made for each run.
 */
final class DssEngine {
  /** As reports name the library. */
  static final String VERSION = "6.4";

  /** As reports name the policy; stands in its file as well. */
  static final String POLICY_NAME = "Natsuin 1";

  private final CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
  private final int mostRenderedPages;

  /**
   * @param mostRenderedPages documents of more pages are not drawn and compared as pictures
   */
  DssEngine(Collection<X509Certificate> anchors, int mostRenderedPages) {
    this.mostRenderedPages = mostRenderedPages;
    anchors.forEach(anchor -> trusted.addCertificate(new CertificateToken(anchor)));
  }

  /** Read at the first use and not at start: the XML libraries take a second of CPU to load. */
  private static final class Policy {
    static final ValidationPolicy OURS = read("");

    /**
     * A seal beside a file says no time of its own, as a signature in a PDF does: its timestamp
     * does.
     */
    static final ValidationPolicy SEALS = read("<SigningTime(InCertRange)? [^>]*>");

    private static ValidationPolicy read(String left) {
      try (InputStream in = DssEngine.class.getResourceAsStream("/verification/policy.xml")) {
        byte[] bytes = Objects.requireNonNull(in).readAllBytes();
        String xml = new String(bytes, StandardCharsets.UTF_8).replaceAll(left, "");
        return ValidationPolicyFacade.newFacade()
            .getValidationPolicy(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
      } catch (Exception e) { // whatever the XML libraries declare: our own file is broken
        throw new IllegalStateException("verification/policy.xml", e);
      }
    }
  }

  /**
   * Validates all signatures and timestamps of a PDF.
   *
   * @param onOpening runs whenever DSS reads the file anew
   * @throws RuntimeException DSS's own, for files that it cannot take apart
   */
  Reports validate(byte[] pdf, Instant at, Runnable deadline, Runnable onOpening) {
    Runnable opening =
        () -> {
          deadline.run();
          onOpening.run();
        };
    PDFDocumentValidator validator = new PDFDocumentValidator(new TimedDocument(pdf, opening));
    CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
    verifier.setTrustedCertSources(trusted);
    validator.setCertificateVerifier(verifier);
    validator.setPdfObjFactory(factory(deadline));
    validator.setValidationTime(Date.from(at));
    validator.setTokenExtractionStrategy(TokenExtractionStrategy.NONE);
    return validator.validateDocument(Policy.OURS);
  }

  /** Validates what stands beside a file, with revocation data from beside it as well. */
  Reports validate(
      SignedDocumentValidator validator, VerifySeal.Revocations revocations, InstantSource clock) {
    CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
    verifier.setTrustedCertSources(trusted);
    revocations.into(verifier);
    validator.setCertificateVerifier(verifier);
    validator.setValidationTime(Date.from(clock.instant()));
    return validator.validateDocument(Policy.SEALS);
  }

  private IPdfObjFactory factory(Runnable deadline) {
    IPdfObjFactory factory = new PdfBoxDefaultObjectFactory();
    factory.setPdfDifferencesFinder(new PageComparison(mostRenderedPages, deadline));
    return factory;
  }

  /** Asks the deadline whenever DSS reads the file anew, which it does dozens of times. */
  private static final class TimedDocument extends InMemoryDocument {
    private static final long serialVersionUID = 1L;
    private final transient Runnable onOpening;

    TimedDocument(byte[] pdf, Runnable onOpening) {
      super(pdf, "document.pdf");
      this.onOpening = onOpening;
    }

    @Override
    public InputStream openStream() {
      onOpening.run();
      return super.openStream();
    }
  }
}
