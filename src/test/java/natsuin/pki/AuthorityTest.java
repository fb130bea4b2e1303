package natsuin.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("CERT-2: what the authority certifies")
class AuthorityTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
  private static final DistinguishedName TARO =
      new DistinguishedName(
          "TARO YAMADA", Optional.of("Yamada Shoji"), "JP", Optional.of("C0000001"));

  private final TestPki pki = new TestPki(KeyAlgorithm.EC_P256, InstantSource.fixed(NOW));

  @TempDir Path directory;

  @Test
  @DisplayName(
      "a user's certificate: five years, content commitment only, and where to ask about it")
  void userCertificate() throws Exception {
    X509Certificate certificate = issue(CertificateProfile.USER_SIGNING, TARO);
    assertThat(certificate.getNotBefore().toInstant()).isEqualTo(NOW);
    assertThat(certificate.getNotAfter().toInstant())
        .isEqualTo(Instant.parse("2031-11-22T02:59:59Z"));
    assertThat(text(certificate))
        .contains("CN = TARO YAMADA")
        .contains("O = Yamada Shoji")
        .contains("serialNumber = C0000001")
        .containsPattern("Key Usage: critical\\s+Non Repudiation\\n")
        .contains("OCSP - URI:http://pki.example.jp/ocsp")
        .contains("CA Issuers - URI:http://pki.example.jp/issuing.cer")
        .contains("URI:http://pki.example.jp/issuing.crl")
        .contains("Policy: " + TestPki.POLICY)
        .doesNotContain("Extended Key Usage");
  }

  @Test
  @DisplayName("the profiles for the service's own keys say what each is for")
  void otherProfiles() throws Exception {
    assertThat(text(issue(CertificateProfile.TIMESTAMP, TARO)))
        .containsPattern("Extended Key Usage: critical\\s+Time Stamping\\n");
    assertThat(text(issue(CertificateProfile.OCSP_RESPONDER, TARO)))
        .containsPattern("Extended Key Usage: \\n?\\s*OCSP Signing\\n")
        .contains("OCSP No Check")
        .doesNotContain("CRL Distribution");
    assertThat(text(issue(CertificateProfile.BANK_SEAL, TARO))).contains("Non Repudiation");
    assertThat(text(issue(CertificateProfile.TLS_CLIENT, TARO)))
        .contains("TLS Web Client Authentication");
    KeyPair pair = KeyAlgorithm.EC_P256.generate();
    CertificateRequest server =
        new CertificateRequest(
            CertificateProfile.TLS_SERVER, TARO, pair.getPublic(), List.of("sign.example.jp"));
    assertThat(text(pki.authority.issue(pki.authority.prepare(server))))
        .contains("DNS:sign.example.jp");
  }

  @Test
  @DisplayName("what was written down before signing is what was signed")
  void writtenDownBefore() throws Exception {
    ToBeIssued prepared = pki.authority.prepare(request(CertificateProfile.USER_SIGNING, TARO));
    X509Certificate certificate = pki.authority.issue(prepared);
    assertThat(certificate.getTBSCertificate()).isEqualTo(prepared.der());
    assertThat(certificate.getSerialNumber()).isEqualTo(prepared.serial());
    assertThat(certificate.getNotBefore().toInstant()).isEqualTo(prepared.notBefore());
    assertThat(certificate.getNotAfter().toInstant()).isEqualTo(prepared.notAfter());
  }

  @Test
  @DisplayName("serial numbers are positive, at most 20 octets, and do not repeat")
  void serials() {
    Set<BigInteger> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      BigInteger serial = SerialNumbers.next();
      assertThat(serial).isPositive();
      assertThat(serial.toByteArray()).hasSizeLessThanOrEqualTo(20);
      assertThat(seen.add(serial)).isTrue();
    }
  }

  @Test
  @DisplayName(
      "refused: a certificate that would outlive its authority, and one to issue by a leaf")
  void refused() {
    CertificateRequest request = request(CertificateProfile.USER_SIGNING, TARO);
    assertThatThrownBy(() -> pki.authority.prepare(request, Period.ofYears(21)))
        .isInstanceOf(IllegalArgumentException.class);
    SigningIdentity leaf = pki.issue(CertificateProfile.USER_SIGNING, "TARO YAMADA");
    PublicAddresses none =
        new PublicAddresses(URI.create("http://a/"), URI.create("http://b/"), Optional.empty());
    assertThatThrownBy(() -> new Authority(leaf, none, TestPki.POLICY, pki.clock))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("refused: names that are empty, too long, not Latin, or smuggle control characters")
  void names() {
    for (String name : new String[] {"", " ", "x".repeat(65), "山田太郎", "A\nB", "A\u0000B"}) {
      assertThatThrownBy(() -> TestPki.name(name)).isInstanceOf(IllegalArgumentException.class);
    }
    String awkward = "O'Brien, \"Bob\" + CN=Root";
    X509Certificate certificate = issue(CertificateProfile.USER_SIGNING, TestPki.name(awkward));
    assertThat(certificate.getSubjectX500Principal()).isEqualTo(TestPki.name(awkward).principal());
  }

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  @DisplayName(
      "attack: an authority's key that was exchanged is noticed before a certificate goes out")
  void exchangedKey(KeyAlgorithm algorithm) {
    SigningIdentity exchanged =
        new SigningIdentity(
            algorithm.generate().getPrivate(), new TestPki(algorithm, pki.clock).issuing.chain());
    PublicAddresses addresses =
        new PublicAddresses(URI.create("http://a/"), URI.create("http://b/"), Optional.empty());
    Authority authority = new Authority(exchanged, addresses, TestPki.POLICY, pki.clock);
    ToBeIssued prepared = authority.prepare(request(CertificateProfile.USER_SIGNING, TARO));
    assertThatThrownBy(() -> authority.issue(prepared))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not verify");
  }

  private X509Certificate issue(CertificateProfile profile, DistinguishedName subject) {
    return pki.authority.issue(pki.authority.prepare(request(profile, subject)));
  }

  private static CertificateRequest request(CertificateProfile profile, DistinguishedName subject) {
    return new CertificateRequest(profile, subject, KeyAlgorithm.EC_P256.generate().getPublic());
  }

  private String text(X509Certificate certificate) throws Exception {
    OpenSsl openssl = new OpenSsl(directory);
    openssl.file("certificate.pem", Pem.write(List.of(certificate)));
    return openssl.run("x509", "-in", "certificate.pem", "-noout", "-text").output();
  }
}
