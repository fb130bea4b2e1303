package natsuin.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Arrays;
import natsuin.pki.TimestampAnswer.Fault;
import natsuin.pki.TimestampAnswer.Granted;
import natsuin.pki.TimestampAnswer.Rejected;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("SIG-2: a timestamp is taken only as asked for, and only from whom we trust")
class TimestampQueryTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
  private static final byte[] DIGEST = DigestAlgorithm.SHA256.digest(new byte[] {1, 2, 3});

  private final TestPki pki = new TestPki(KeyAlgorithm.EC_P256, InstantSource.fixed(NOW));
  private final SigningIdentity tsa = pki.issue(CertificateProfile.TIMESTAMP, "Test TSA");
  private final TimestampAuthority authority =
      new TimestampAuthority(tsa, TestPki.TSA_POLICY, pki.clock);
  private final TimestampQuery query = TimestampQuery.of(DigestAlgorithm.SHA256, DIGEST);

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(DigestAlgorithm.class)
  @DisplayName("our authority's answer is taken, with time, imprint and certificates")
  void granted(DigestAlgorithm algorithm) {
    byte[] digest = algorithm.digest(new byte[] {1, 2, 3});
    TimestampQuery asked = TimestampQuery.of(algorithm, digest, TestPki.TSA_POLICY);
    TimestampAnswer answer =
        asked.verify(authority.answer(asked.request()), pki.anchors(), pki.clock.instant());
    TimestampToken token = ((Granted) answer).token();
    assertThat(token.time()).isEqualTo(NOW);
    assertThat(token.imprint()).isEqualTo(digest);
    assertThat(token.signerCertificate()).contains(tsa.certificate());
    assertThat(token.certificates()).hasSize(3);
  }

  @Test
  @DisplayName("attack: an answer to another question, replayed")
  void wrongNonce() {
    TimestampQuery other = TimestampQuery.of(DigestAlgorithm.SHA256, DIGEST);
    assertThat(faultOf(authority.answer(other.request()))).isEqualTo(Fault.WRONG_NONCE);
  }

  @Test
  @DisplayName("attack: another document stamped under our nonce")
  void wrongImprint() throws Exception {
    byte[] other = DigestAlgorithm.SHA256.digest(new byte[] {9});
    assertThat(faultOf(evil(tsa).answer(other))).isEqualTo(Fault.WRONG_IMPRINT);
  }

  @Test
  @DisplayName("attack: stamped under a policy that was not asked for")
  void wrongPolicy() throws Exception {
    TimestampQuery asked = TimestampQuery.of(DigestAlgorithm.SHA256, DIGEST, TestPki.TSA_POLICY);
    byte[] answer = new EvilTsa(tsa, asked.request(), NOW).under("1.2.3.4").answer();
    assertThat(((Rejected) asked.verify(answer, pki.anchors(), NOW)).fault())
        .isEqualTo(Fault.WRONG_POLICY);
  }

  @Test
  @DisplayName("attack: a backdated token")
  void backdated() throws Exception {
    byte[] answer = evil(tsa).saying(NOW.minus(Duration.ofDays(30))).answer();
    assertThat(faultOf(answer)).isEqualTo(Fault.WRONG_TIME);
  }

  @Test
  @DisplayName("attack: stamped with a certificate that has ended")
  void expiredCertificate() throws Exception {
    Instant later = NOW.atZone(ZoneOffset.UTC).plus(Period.ofYears(11)).toInstant();
    TimestampAnswer answer = query.verify(evil(tsa).saying(later).answer(), pki.anchors(), later);
    assertThat(((Rejected) answer).fault()).isEqualTo(Fault.EXPIRED_CERTIFICATE);
  }

  @Test
  @DisplayName("attack: stamped with a customer's signing certificate")
  void notATimestampCertificate() throws Exception {
    SigningIdentity user = pki.issue(CertificateProfile.USER_SIGNING, "TARO YAMADA");
    assertThat(faultOf(evil(user).answer())).isEqualTo(Fault.NOT_A_TIMESTAMP_CERTIFICATE);
  }

  @Test
  @DisplayName("attack: an authority of the same names under a root that is not ours")
  void untrusted() throws Exception {
    TestPki impostor = new TestPki(KeyAlgorithm.EC_P256, pki.clock);
    SigningIdentity theirs = impostor.issue(CertificateProfile.TIMESTAMP, "Test TSA");
    assertThat(faultOf(evil(theirs).answer())).isEqualTo(Fault.UNTRUSTED);
  }

  @Test
  @DisplayName("attack: our authority's certificate over somebody else's signature")
  void borrowedCertificate() throws Exception {
    SigningIdentity borrowed =
        new SigningIdentity(KeyAlgorithm.EC_P256.generate().getPrivate(), tsa.chain());
    assertThat(faultOf(evil(borrowed).answer())).isEqualTo(Fault.BAD_SIGNATURE);
  }

  @Test
  @DisplayName("attack: every single byte of the answer altered, and no altered one taken")
  void everyByteAltered() {
    byte[] answer = authority.answer(query.request());
    TimestampToken genuine = ((Granted) query.verify(answer, pki.anchors(), NOW)).token();
    for (int i = 0; i < answer.length; i++) {
      byte[] altered = answer.clone();
      altered[i] ^= 0x01;
      if (query.verify(altered, pki.anchors(), NOW) instanceof Granted(TimestampToken token)) {
        // Unsigned parts may differ (status, other certificates): what was signed may not.
        assertThat(Asn1.der(token.info())).as("byte %d", i).isEqualTo(Asn1.der(genuine.info()));
        assertThat(token.signerCertificate()).contains(tsa.certificate());
      }
    }
  }

  @Test
  @DisplayName("garbage, an empty answer, a web page, a truncated answer: each is said to be none")
  void garbage() {
    byte[] answer = authority.answer(query.request());
    assertThat(faultOf(new byte[0])).isEqualTo(Fault.GARBAGE);
    assertThat(faultOf(new byte[] {0x30, (byte) 0x80})).isEqualTo(Fault.GARBAGE);
    assertThat(faultOf("<html>down</html>".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Fault.GARBAGE);
    for (int length = 0; length < answer.length; length += 7) {
      assertThat(faultOf(Arrays.copyOf(answer, length))).isEqualTo(Fault.GARBAGE);
    }
  }

  @Test
  @DisplayName("what the authority does not stamp it refuses, saying why")
  void refused() throws Exception {
    TimestampQuery otherPolicy = TimestampQuery.of(DigestAlgorithm.SHA256, DIGEST, "1.2.3.4");
    Rejected rejected =
        (Rejected) otherPolicy.verify(authority.answer(otherPolicy.request()), pki.anchors(), NOW);
    assertThat(rejected.fault()).isEqualTo(Fault.REFUSED);
    assertThat(rejected.detail()).contains(TestPki.TSA_POLICY);

    OpenSsl openssl = new OpenSsl(directory);
    openssl.file("document", DIGEST);
    openssl.run("ts", "-query", "-data", "document", "-sha1", "-out", "query.tsq");
    assertThat(readBack(openssl, authority.answer(openssl.file("query.tsq"))))
        .contains("Status: Rejected")
        .contains("unrecognized or unsupported algorithm");
    assertThat(readBack(openssl, authority.answer(new byte[] {1, 2, 3})))
        .contains("Status: Rejected")
        .contains("the data submitted has the wrong format");
  }

  @Test
  @DisplayName("an authority whose own certificate has ended stamps nothing")
  void expiredAuthority() {
    Instant later = NOW.atZone(ZoneOffset.UTC).plus(Period.ofYears(11)).toInstant();
    TimestampAuthority ended =
        new TimestampAuthority(tsa, TestPki.TSA_POLICY, InstantSource.fixed(later));
    assertThat(faultOf(ended.answer(query.request()))).isEqualTo(Fault.REFUSED);
  }

  private EvilTsa evil(SigningIdentity identity) throws Exception {
    return new EvilTsa(identity, query.request(), NOW);
  }

  private Fault faultOf(byte[] answer) {
    return ((Rejected) query.verify(answer, pki.anchors(), NOW)).fault();
  }

  private static String readBack(OpenSsl openssl, byte[] answer) throws Exception {
    openssl.file("answer.tsr", answer);
    return openssl.run("ts", "-reply", "-in", "answer.tsr", "-text").output();
  }
}
