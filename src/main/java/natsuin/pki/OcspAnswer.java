package natsuin.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.jspecify.annotations.Nullable;

/** Signs OCSP responses with a delegated key, its certificate enclosed. */
final class OcspAnswer {
  private final SigningIdentity responder;
  private final X509CertificateHolder certificate;
  private final InstantSource clock;
  private final Duration validity;

  OcspAnswer(SigningIdentity responder, InstantSource clock, Duration validity) {
    this.responder = responder;
    this.clock = clock;
    this.validity = validity;
    try {
      this.certificate = new JcaX509CertificateHolder(responder.certificate());
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  byte[] sign(
      List<CertID> asked, Function<CertID, CertificateStatus> statusOf, @Nullable Extension nonce) {
    Instant now = clock.instant();
    X500Name name = certificate.getSubject();
    BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(new RespID(name));
    for (CertID id : asked) {
      builder.addResponse(
          new CertificateID(id),
          convert(statusOf.apply(id)),
          Date.from(now),
          Date.from(now.plus(validity)),
          null);
    }
    if (nonce != null) {
      builder.setResponseExtensions(new Extensions(nonce));
    }
    try {
      var basic =
          builder.build(
              new JcaSigner(responder), new X509CertificateHolder[] {certificate}, Date.from(now));
      return new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, basic).getEncoded();
    } catch (OCSPException | IOException e) {
      throw new IllegalStateException("The OCSP response could not be built", e);
    }
  }

  /** An unsigned answer that says only why there is none. */
  static byte[] refusal(int status) {
    try {
      return new OCSPRespBuilder().build(status, null).getEncoded();
    } catch (OCSPException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static org.bouncycastle.cert.ocsp.@Nullable CertificateStatus convert(
      CertificateStatus status) {
    return switch (status) {
      case CertificateStatus.Good() -> org.bouncycastle.cert.ocsp.CertificateStatus.GOOD;
      case CertificateStatus.Unknown() -> new UnknownStatus();
      case CertificateStatus.Revoked(Instant at, RevocationReason reason) ->
          new RevokedStatus(new RevokedInfo(new ASN1GeneralizedTime(Date.from(at)), code(reason)));
    };
  }

  /** Unspecified is said by leaving it out (RFC 5280 section 5.3.1). */
  private static @Nullable CRLReason code(RevocationReason reason) {
    return reason == RevocationReason.UNSPECIFIED ? null : CRLReason.lookup(reason.code());
  }
}
