package natsuin.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/**
 * One question to an OCSP responder about one certificate (RFC 6960), and the check of its answer:
 * what a relying party would make of it. Any thread.
 */
public final class OcspQuery {
  private static final int NONCE_BYTES = 16;
  private static final Duration TOLERATED_SKEW = Duration.ofMinutes(5);
  private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
  private static final SecureRandom RANDOM = new SecureRandom();

  /** What became of the question. */
  public sealed interface Verdict {
    /** The certificate is good, or revoked, by an answer that holds. */
    record Told(boolean good) implements Verdict {}

    /**
     * No answer that a relying party would accept.
     *
     * @param why for the log; English
     */
    record Unusable(String why) implements Verdict {}
  }

  private final CertificateID id;
  private final X509Certificate issuer;
  private final byte[] nonce = new byte[NONCE_BYTES];

  /** About this certificate of that issuer. */
  public OcspQuery(X509Certificate certificate, X509Certificate issuer) {
    this.id = new CertificateID(new OcspCertIds(issuer).of(certificate.getSerialNumber()));
    this.issuer = issuer;
    RANDOM.nextBytes(nonce);
  }

  /** DER of the request. */
  public byte[] request() {
    try {
      var extension =
          new Extension(
              OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
              false,
              new DEROctetString(nonce).getEncoded());
      return new OCSPReqBuilder()
          .addRequest(id)
          .setRequestExtensions(new Extensions(extension))
          .build()
          .getEncoded();
    } catch (OCSPException | IOException e) {
      throw new IllegalStateException("The OCSP request could not be built", e);
    }
  }

  /**
   * Checks an answer from top to bottom.
   *
   * @param now our clock; the answer may be off by five minutes
   */
  public Verdict verify(byte[] response, Instant now) {
    try {
      var parsed = new OCSPResp(response);
      if (!(parsed.getResponseObject() instanceof BasicOCSPResp basic)) {
        return new Verdict.Unusable("status " + parsed.getStatus());
      }
      return verify(basic, now);
    } catch (GeneralSecurityException e) {
      return new Verdict.Unusable("not signed by a responder of the issuer");
    } catch (IOException | OCSPException | RuntimeException e) {
      return new Verdict.Unusable("not an OCSP response");
    } catch (OperatorCreationException e) {
      return new Verdict.Unusable("its signature cannot be checked");
    }
  }

  private Verdict verify(BasicOCSPResp basic, Instant now)
      throws OCSPException, GeneralSecurityException, IOException, OperatorCreationException {
    var sent = basic.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
    if (sent == null
        || !Arrays.equals(
            sent.getExtnValue().getOctets(), new DEROctetString(nonce).getEncoded())) {
      return new Verdict.Unusable("the nonce is not ours");
    }
    if (basic.getCerts().length == 0 || !isSignedByDelegate(basic, basic.getCerts()[0], now)) {
      return new Verdict.Unusable("not signed by a responder of the issuer");
    }
    for (SingleResp single : basic.getResponses()) {
      if (single.getCertID().equals(id)) {
        return verdict(single, now);
      }
    }
    return new Verdict.Unusable("about another certificate");
  }

  /** By a key that the issuer certified for it, valid now (RFC 6960 section 4.2.2.2). */
  private boolean isSignedByDelegate(BasicOCSPResp basic, X509CertificateHolder holder, Instant now)
      throws GeneralSecurityException, OCSPException, OperatorCreationException {
    X509Certificate responder = new JcaX509CertificateConverter().getCertificate(holder);
    responder.verify(issuer.getPublicKey());
    var usage = responder.getExtendedKeyUsage();
    return usage != null
        && usage.contains(OCSP_SIGNING)
        && TrustAnchors.validAt(responder, now)
        && basic.isSignatureValid(
            new JcaContentVerifierProviderBuilder().build(responder.getPublicKey()));
  }

  private static Verdict verdict(SingleResp single, Instant now) {
    Instant from = single.getThisUpdate().toInstant().minus(TOLERATED_SKEW);
    if (now.isBefore(from)
        || (single.getNextUpdate() != null && now.isAfter(single.getNextUpdate().toInstant()))) {
      return new Verdict.Unusable("made for another time: " + single.getThisUpdate().toInstant());
    }
    var status = single.getCertStatus(); // null: good
    if (status instanceof UnknownStatus) {
      return new Verdict.Unusable("the certificate is not on its record");
    }
    return new Verdict.Told(status == null);
  }
}
