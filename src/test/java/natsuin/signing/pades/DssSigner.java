package natsuin.signing.pades;

import eu.europa.esig.dss.enumerations.CertificationPermission;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.DSSRevocationUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.OCSPSource;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.OCSPToken;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Date;
import natsuin.pki.KeyAlgorithm;
import natsuin.pki.SigningIdentity;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;

/**
 * EU DSS doing the same with the same keys, stamps and revocation data: the measure, and 'somebody
 * else'.
 */
@SuppressWarnings("JavaUtilDate") // DSS asks for it
public final class DssSigner {
  private final Workshop workshop;
  private final SigningIdentity signer;
  private final PAdESService service;

  /** For one signer. */
  public DssSigner(Workshop workshop, SigningIdentity signer) {
    this.workshop = workshop;
    this.signer = signer;
    CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
    trusted.addCertificate(new CertificateToken(workshop.root()));
    CommonCertificateVerifier verifier = new CommonCertificateVerifier();
    verifier.setTrustedCertSources(trusted);
    verifier.setAIASource(null);
    verifier.setOcspSource((OCSPSource) this::answer);
    verifier.setCrlSource(
        new ExternalResourcesCRLSource(new ByteArrayInputStream(workshop.rootCrl())));
    service = new PAdESService(verifier);
    service.setTspSource((TSPSource) this::stamp);
  }

  private TimestampBinary stamp(DigestAlgorithm algorithm, byte[] digest) {
    if (algorithm != DigestAlgorithm.SHA256) {
      throw new IllegalArgumentException(algorithm.toString());
    }
    return new TimestampBinary(workshop.stamp(digest));
  }

  private OCSPToken answer(CertificateToken certificate, CertificateToken issuer) {
    try {
      byte[] der = workshop.ocspFor(certificate.getCertificate());
      BasicOCSPResp basic = (BasicOCSPResp) new OCSPResp(der).getResponseObject();
      return new OCSPToken(
          basic,
          DSSRevocationUtils.getLatestSingleResponse(basic, certificate, issuer),
          certificate,
          issuer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OCSPException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The whole way. */
  public DSSDocument sign(byte[] file, PadesLevel level) {
    return sign(file, level, new PAdESSignatureParameters());
  }

  /** Certifies (DocMDP) and allows filling in forms and signing. */
  public DSSDocument certify(byte[] file, PadesLevel level) {
    PAdESSignatureParameters parameters = new PAdESSignatureParameters();
    parameters.setPermission(CertificationPermission.MINIMAL_CHANGES_PERMITTED);
    return sign(file, level, parameters);
  }

  @SuppressWarnings("JavaUtilDate") // DSS takes no other
  private DSSDocument sign(byte[] file, PadesLevel level, PAdESSignatureParameters parameters) {
    parameters.setSignatureLevel(
        switch (level) {
          case B_B -> SignatureLevel.PAdES_BASELINE_B;
          case B_T -> SignatureLevel.PAdES_BASELINE_T;
          case B_LT -> SignatureLevel.PAdES_BASELINE_LT;
          case B_LTA -> SignatureLevel.PAdES_BASELINE_LTA;
        });
    parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
    parameters.setContentSize(20_000);
    parameters.getSignatureTimestampParameters().setDigestAlgorithm(DigestAlgorithm.SHA256);
    parameters.getArchiveTimestampParameters().setDigestAlgorithm(DigestAlgorithm.SHA256);
    parameters.bLevel().setSigningDate(Date.from(java.time.Clock.systemUTC().instant()));
    parameters.setSigningCertificate(new CertificateToken(signer.certificate()));
    parameters.setCertificateChain(signer.chain().stream().map(CertificateToken::new).toList());
    DSSDocument document = new InMemoryDocument(file);
    byte[] toBeSigned = service.getDataToSign(document, parameters).getBytes();
    boolean ec = signer.algorithm() == KeyAlgorithm.EC_P256;
    SignatureAlgorithm algorithm =
        ec ? SignatureAlgorithm.ECDSA_SHA256 : SignatureAlgorithm.RSA_SHA256;
    return service.signDocument(
        document, parameters, new SignatureValue(algorithm, signer.sign(toBeSigned)));
  }
}
