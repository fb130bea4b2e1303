package natsuin.pki;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateLintTest {
  private final TestPki pki =
      new TestPki(KeyAlgorithm.EC_P256, InstantSource.fixed(Instant.parse("2026-11-22T03:00:00Z")));

  @ParameterizedTest(name = "{1} was asked for, {0} was built: noticed by its {2}")
  @DisplayName("Fault: a certificate built for another purpose than asked for is never handed out")
  @CsvSource({
    "TLS_SERVER, TLS_CLIENT, extended key usage",
    "OCSP_RESPONDER, TLS_CLIENT, extended key usage",
    "TIMESTAMP, TLS_CLIENT, extended key usage",
    "USER_SIGNING, TLS_CLIENT, key usage",
    "TLS_CLIENT, USER_SIGNING, key usage",
    "TLS_CLIENT, TLS_SERVER, extended key usage"
  })
  void anotherPurpose(CertificateProfile built, CertificateProfile asked, String noticedBy) {
    var key = KeyAlgorithm.EC_P256.generate().getPublic();
    var name = TestPki.name("komakusa01");
    var other = pki.authority.prepare(new CertificateRequest(built, name, key));
    var mixedUp =
        new ToBeIssued(
            new CertificateRequest(asked, name, key), TBSCertificate.getInstance(other.der()));
    assertThatThrownBy(() -> pki.authority.issue(mixedUp))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith(" " + noticedBy);
  }

  @Test
  @DisplayName("Fault: a client's certificate with a server's name is never handed out")
  void serversName() {
    var key = KeyAlgorithm.EC_P256.generate().getPublic();
    var request =
        new CertificateRequest(
            CertificateProfile.TLS_CLIENT,
            TestPki.name("komakusa01"),
            key,
            List.of("sign.example.jp"));
    var prepared = pki.authority.prepare(request);
    assertThatThrownBy(() -> pki.authority.issue(prepared))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("only servers have any");
  }
}
