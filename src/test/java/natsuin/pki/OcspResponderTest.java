package natsuin.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CERT-7: the OCSP responder and what strangers send it")
class OcspResponderTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

  private final TestPki pki = new TestPki(KeyAlgorithm.EC_P256, InstantSource.fixed(NOW));
  private final OcspResponder responder =
      new OcspResponder(
          pki.issuing.certificate(),
          pki.issue(CertificateProfile.OCSP_RESPONDER, "Test OCSP"),
          serial -> new CertificateStatus.Good(),
          pki.clock,
          Duration.ofHours(1));

  @Test
  @DisplayName("an answer says from when to when it holds, and carries its responder's certificate")
  void validity() throws Exception {
    BasicOCSPResp basic = basic(responder.answer(request(ours(BigInteger.TEN), null)));
    SingleResp single = basic.getResponses()[0];
    assertThat(single.getThisUpdate()).isEqualTo(Date.from(NOW));
    assertThat(single.getNextUpdate()).isEqualTo(Date.from(NOW.plus(Duration.ofHours(1))));
    assertThat(single.getCertStatus()).isNull();
    assertThat(basic.getCerts()).hasSize(1);
    assertThat(basic.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)).isNull();
  }

  @Test
  @DisplayName("the nonce comes back; attack: one of 1,000 bytes is refused")
  void nonce() throws Exception {
    BasicOCSPResp basic = basic(responder.answer(request(ours(BigInteger.TEN), new byte[32])));
    Extension echoed = basic.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
    assertThat(echoed.getParsedValue()).isEqualTo(new DEROctetString(new byte[32]));
    byte[] huge = responder.answer(request(ours(BigInteger.TEN), new byte[1000]));
    assertThat(new OCSPResp(huge).getStatus()).isEqualTo(OCSPRespBuilder.MALFORMED_REQUEST);
  }

  @Test
  @DisplayName("attack: asked about another authority's certificate it says it has no right to")
  void unknownIssuer() throws Exception {
    TestPki other = new TestPki(KeyAlgorithm.EC_P256, pki.clock);
    CertificateID theirs =
        new CertificateID(new OcspCertIds(other.issuing.certificate()).of(BigInteger.TEN));
    OCSPResp alone = new OCSPResp(responder.answer(request(theirs, null)));
    assertThat(alone.getStatus()).isEqualTo(OCSPRespBuilder.UNAUTHORIZED);
    assertThat(alone.getResponseObject()).isNull();

    OCSPReqBuilder both = new OCSPReqBuilder().addRequest(ours(BigInteger.TEN)).addRequest(theirs);
    SingleResp[] answers = basic(responder.answer(both.build().getEncoded())).getResponses();
    assertThat(answers[0].getCertStatus()).isNull();
    assertThat(answers[1].getCertStatus()).isInstanceOf(UnknownStatus.class);
  }

  @Test
  @DisplayName(
      "attack: garbage, truncated and endless requests get 'malformed', never an exception")
  void malformed() throws Exception {
    byte[] request = request(ours(BigInteger.TEN), new byte[16]);
    for (int length = 0; length < request.length; length++) {
      byte[] answer = responder.answer(Arrays.copyOf(request, length));
      assertThat(new OCSPResp(answer).getStatus()).isEqualTo(OCSPRespBuilder.MALFORMED_REQUEST);
    }
    OCSPReqBuilder many = new OCSPReqBuilder();
    for (int i = 0; i < 1000; i++) {
      many.addRequest(ours(BigInteger.valueOf(i)));
    }
    byte[] answer = responder.answer(many.build().getEncoded());
    assertThat(new OCSPResp(answer).getStatus()).isEqualTo(OCSPRespBuilder.MALFORMED_REQUEST);
  }

  @Test
  @DisplayName("attack: every byte of a request altered: always an answer, never an exception")
  void everyByteAltered() throws Exception {
    byte[] request = request(ours(BigInteger.TEN), new byte[16]);
    for (int i = 0; i < request.length; i++) {
      byte[] altered = request.clone();
      altered[i] ^= 0x55;
      assertThat(new OCSPResp(responder.answer(altered)).getStatus()).isBetween(0, 6);
    }
  }

  private CertificateID ours(BigInteger serial) {
    return new CertificateID(new OcspCertIds(pki.issuing.certificate()).of(serial));
  }

  private static byte[] request(CertificateID id, byte @Nullable [] nonce) throws Exception {
    OCSPReqBuilder builder = new OCSPReqBuilder().addRequest(id);
    if (nonce != null) {
      builder.setRequestExtensions(
          new Extensions(
              new Extension(
                  OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
                  false,
                  new DEROctetString(nonce).getEncoded())));
    }
    return builder.build().getEncoded();
  }

  private static BasicOCSPResp basic(byte[] response) throws Exception {
    return (BasicOCSPResp) new OCSPResp(response).getResponseObject();
  }
}
