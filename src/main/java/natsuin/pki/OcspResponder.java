package natsuin.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.jspecify.annotations.Nullable;

/**
 * Says what became of the certificates of one authority (RFC 6960, nonces by RFC 9654): request
 * bytes to response bytes, never an exception for what a stranger sends. Any thread.
 */
public final class OcspResponder {
  /** Media type of the request. */
  public static final String REQUEST_TYPE = "application/ocsp-request";

  /** Media type of the answer. */
  public static final String RESPONSE_TYPE = "application/ocsp-response";

  private static final int MOST_QUESTIONS = 16;
  private static final int LONGEST_NONCE = 128;

  private final OcspCertIds ids;
  private final Function<BigInteger, CertificateStatus> statusOf;
  private final OcspAnswer answers;

  /**
   * @param issuer the authority that is spoken for
   * @param responder a key that the authority certified for OCSP signing
   * @param statusOf the record of what was issued and revoked, by serial number; may block
   * @param validity from an answer's time to its nextUpdate
   */
  public OcspResponder(
      X509Certificate issuer,
      SigningIdentity responder,
      Function<BigInteger, CertificateStatus> statusOf,
      InstantSource clock,
      Duration validity) {
    this.ids = new OcspCertIds(issuer);
    this.statusOf = statusOf;
    this.answers = new OcspAnswer(responder, clock, validity);
  }

  /** Answers one {@code application/ocsp-request}. */
  public byte[] answer(byte[] request) {
    OCSPReq parsed;
    List<Req> questions;
    try {
      parsed = new OCSPReq(request);
      questions = Arrays.asList(parsed.getRequestList());
    } catch (IOException | RuntimeException e) {
      return OcspAnswer.refusal(OCSPRespBuilder.MALFORMED_REQUEST);
    }
    Extension nonce = parsed.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
    if (questions.isEmpty() || questions.size() > MOST_QUESTIONS || !acceptable(nonce)) {
      return OcspAnswer.refusal(OCSPRespBuilder.MALFORMED_REQUEST);
    }
    List<CertID> asked =
        questions.stream().map(question -> question.getCertID().toASN1Primitive()).toList();
    if (asked.stream().noneMatch(ids::isOurs)) {
      return OcspAnswer.refusal(OCSPRespBuilder.UNAUTHORIZED);
    }
    return answers.sign(asked, this::status, nonce);
  }

  /** The answer about one certificate, to be kept with a document; DER of an OCSPResponse. */
  public byte[] ocspFor(X509Certificate certificate) {
    CertID id = ids.of(certificate.getSerialNumber());
    return answers.sign(List.of(id), this::status, null);
  }

  private CertificateStatus status(CertID id) {
    return ids.isOurs(id)
        ? statusOf.apply(id.getSerialNumber().getValue())
        : new CertificateStatus.Unknown();
  }

  private static boolean acceptable(@Nullable Extension nonce) {
    if (nonce == null) {
      return true;
    }
    try {
      int length = ASN1OctetString.getInstance(nonce.getParsedValue()).getOctetsLength();
      return length >= 1 && length <= LONGEST_NONCE;
    } catch (RuntimeException e) {
      return false;
    }
  }
}
