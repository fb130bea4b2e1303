package natsuin.verification;

import eu.europa.esig.dss.cades.validation.CMSDocumentValidator;
import eu.europa.esig.dss.diagnostic.CertificateWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.enumerations.TokenExtractionStrategy;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.ExternalResourcesOCSPSource;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import natsuin.http.Language;
import natsuin.pki.BankSeal;
import natsuin.pki.ParsedCms;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a detached seal beside a file, offline, from what is handed over and the trust anchors
 * alone. Blocking.
 */
public final class VerifySeal {
  private final List<X509Certificate> anchors;
  private final DssEngine engine;
  private final InstantSource clock;

  /**
   * What came of it.
   *
   * @param sentences why it is not VALID, in English
   * @param provenTime when it provably existed
   * @param used SHA-256 of the revocation data that the library took for what it claims to be
   */
  public record Finding(
      Verdict verdict,
      List<String> sentences,
      String sealer,
      @Nullable Instant provenTime,
      Set<String> used) {
    static Finding unreadable(String sentence) {
      return new Finding(Verdict.INVALID, List.of(sentence), "", null, Set.of());
    }
  }

  /** A verifier that trusts these roots and nobody else. */
  public VerifySeal(Collection<X509Certificate> anchors, InstantSource clock) {
    this.anchors = List.copyOf(anchors);
    this.engine = new DssEngine(anchors, 0);
    this.clock = clock;
  }

  /**
   * Whether the bank sealed exactly this file.
   *
   * @param cms detached CAdES, DER
   * @param revocations OCSP answers and certificate lists, DER, as they are
   */
  public Finding verify(byte[] file, byte[] cms, Revocations revocations) {
    try {
      return judged(
          new DssFindings(engine.validate(validator(file, cms), revocations, clock)), cms);
    } catch (RuntimeException | StackOverflowError unreadable) {
      return Finding.unreadable("The seal cannot be read.");
    }
  }

  /** What was kept beside a seal about its certificates. */
  public record Revocations(List<byte[]> ocsp, List<byte[]> crls) {
    /** Copies the lists. */
    public Revocations {
      ocsp = List.copyOf(ocsp);
      crls = List.copyOf(crls);
    }

    void into(CommonCertificateVerifier verifier) {
      verifier.setOcspSource(new ExternalResourcesOCSPSource(documents(ocsp)));
      verifier.setCrlSource(new ExternalResourcesCRLSource(documents(crls)));
    }

    private static DSSDocument[] documents(List<byte[]> ders) {
      return ders.stream().map(InMemoryDocument::new).toArray(DSSDocument[]::new);
    }
  }

  private static CMSDocumentValidator validator(byte[] file, byte[] cms) {
    var validator = new CMSDocumentValidator(new InMemoryDocument(cms));
    validator.setDetachedContents(List.of(new InMemoryDocument(file)));
    validator.setTokenExtractionStrategy(TokenExtractionStrategy.NONE);
    return validator;
  }

  private Finding judged(DssFindings findings, byte[] cms) {
    List<SignatureWrapper> signatures = findings.reports().getDiagnosticData().getSignatures();
    if (signatures.size() != 1) {
      return Finding.unreadable("There must be one seal.");
    }
    SignatureWrapper signature = signatures.getFirst();
    List<Reason> reasons = new ArrayList<>(findings.reasons(signature));
    if (!isSeal(cms)) {
      reasons.add(Reason.invalid("not-the-seal"));
    }
    Instant proven = findings.provenTime(signature);
    if (proven == null) {
      reasons.add(Reason.indeterminate("dss-no-poe"));
    }
    CertificateWrapper sealer = signature.getSigningCertificate();
    Sentences words = new Sentences(Language.EN);
    return new Finding(
        Verdicts.of(reasons),
        reasons.stream().map(words::of).toList(),
        sealer == null ? "" : sealer.getReadableCertificateName(),
        proven,
        used(findings));
  }

  private static Set<String> used(DssFindings findings) {
    return findings.reports().getDiagnosticData().getAllRevocationData().stream()
        .map(each -> each.getDigestAlgoAndValue())
        .filter(each -> each != null && each.getDigestValue() != null)
        .map(each -> HexFormat.of().formatHex(each.getDigestValue()))
        .collect(Collectors.toSet());
  }

  /** Everybody under the same root could sign a list of his own making. */
  private boolean isSeal(byte[] cms) {
    return ParsedCms.parse(cms)
        .signerCertificate()
        .filter(seal -> anchors.stream().anyMatch(root -> BankSeal.is(seal, root)))
        .isPresent();
  }
}
