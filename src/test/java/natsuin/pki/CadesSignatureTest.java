package natsuin.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("SIG-1: the CMS inside a PDF signature")
class CadesSignatureTest {
  private static final byte[] DOCUMENT = "loan contract".getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  @DisplayName("verifies, carries its timestamp and fits the space reserved for it")
  void signsStampsAndFits(KeyAlgorithm algorithm) throws Exception {
    TestPki pki = new TestPki(algorithm, InstantSource.system());
    SigningIdentity user = pki.issue(CertificateProfile.USER_SIGNING, "TARO YAMADA");
    CadesSignature signature = CadesSignature.by(user.chain());
    byte[] toBeSigned = signature.toBeSigned(DigestAlgorithm.SHA256.digest(DOCUMENT));
    byte[] cms = signature.assemble(toBeSigned, user.sign(toBeSigned));

    ParsedCms parsed = ParsedCms.parse(cms);
    assertThat(parsed.signerCertificate()).contains(user.certificate());
    assertThat(parsed.certificates()).containsExactlyInAnyOrderElementsOf(user.chain());

    SigningIdentity tsa = pki.issue(CertificateProfile.TIMESTAMP, "Test TSA");
    TimestampToken token = stamp(pki, tsa, parsed.signatureValue());
    byte[] stamped = CadesSignature.withSignatureTimestamp(cms, token.der());
    assertThat(stamped)
        .isEqualTo(signature.assemble(toBeSigned, parsed.signatureValue(), token.der()));
    assertThat(stamped).hasSizeLessThanOrEqualTo(signature.maximumLength(token.der().length));
    assertThat(ParsedCms.parse(stamped).signatureTimestamps().getFirst().der())
        .isEqualTo(token.der());
    assertThatThrownBy(() -> CadesSignature.withSignatureTimestamp(stamped, token.der()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(verifies(stamped, user)).isTrue();
  }

  @Test
  @DisplayName("attack: a CMS altered or cut short is read, or refused as malformed")
  void malformed() {
    TestPki pki = new TestPki(KeyAlgorithm.EC_P256, InstantSource.system());
    SigningIdentity user = pki.issue(CertificateProfile.USER_SIGNING, "TARO YAMADA");
    SigningIdentity tsa = pki.issue(CertificateProfile.TIMESTAMP, "Test TSA");
    byte[] digest = DigestAlgorithm.SHA256.digest(DOCUMENT);
    byte[] bare = CadesSignature.by(user.chain()).sign(digest, user.key());
    TimestampToken token = stamp(pki, tsa, ParsedCms.parse(bare).signatureValue());
    byte[] cms = CadesSignature.withSignatureTimestamp(bare, token.der());
    Random random = new Random(1);
    for (int i = 0; i < cms.length; i += 5) {
      byte[] altered = cms.clone();
      altered[i] ^= (byte) (1 << random.nextInt(8));
      reads(altered);
      reads(Arrays.copyOf(cms, i));
    }
    byte[] padded = Arrays.copyOf(cms, cms.length + 1000);
    assertThat(ParsedCms.parse(padded).signatureTimestamps()).hasSize(1);
  }

  private static void reads(byte[] cms) {
    try {
      ParsedCms parsed = ParsedCms.parse(cms);
      assertThat(parsed.certificates()).isNotNull();
      assertThat(parsed.signatureTimestamps()).isNotNull();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }

  private static boolean verifies(byte[] cms, SigningIdentity user) throws Exception {
    CMSSignedData data = new CMSSignedData(new CMSProcessableByteArray(DOCUMENT), cms);
    SignerInformation signer = data.getSignerInfos().iterator().next();
    return signer.verify(
        new JcaSimpleSignerInfoVerifierBuilder().build(user.certificate().getPublicKey()));
  }

  private static TimestampToken stamp(TestPki pki, SigningIdentity tsa, byte[] signatureValue) {
    TimestampAuthority authority = new TimestampAuthority(tsa, TestPki.TSA_POLICY, pki.clock);
    TimestampQuery query =
        TimestampQuery.of(DigestAlgorithm.SHA256, DigestAlgorithm.SHA256.digest(signatureValue));
    TimestampAnswer answer =
        query.verify(authority.answer(query.request()), pki.anchors(), pki.clock.instant());
    assertThat(answer).isInstanceOf(TimestampAnswer.Granted.class);
    return ((TimestampAnswer.Granted) answer).token();
  }
}
