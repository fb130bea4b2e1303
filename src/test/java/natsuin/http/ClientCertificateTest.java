package natsuin.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Client-Cert as proxies write it (RFC 9440)")
class ClientCertificateTest {
  @Test
  @DisplayName("EMP-8: a byte sequence with one certificate in it is read, spaces around it or not")
  void read() throws Exception {
    X509Certificate some = some();
    assertThat(ClientCertificate.ofHeader(List.of(header(some)))).contains(some);
    assertThat(ClientCertificate.ofHeader(List.of(" " + header(some) + " "))).contains(some);
  }

  @Test
  @DisplayName(
      "EMP-8, attack: twice, cut, quoted, too long, followed by more: no certificate at all")
  void refused() throws Exception {
    X509Certificate some = some();
    String good = header(some);
    String bare = good.substring(1, good.length() - 1);
    byte[] twice = new byte[2 * some.getEncoded().length];
    System.arraycopy(some.getEncoded(), 0, twice, 0, twice.length / 2);
    System.arraycopy(some.getEncoded(), 0, twice, twice.length / 2, twice.length / 2);
    for (String wrong :
        List.of(
            "",
            ":",
            "::",
            ":::",
            bare,
            ":" + bare,
            bare + ":",
            "\"" + bare + "\"",
            good + ", " + good,
            good + ";a=1",
            ":" + bare.substring(0, bare.length() / 2) + ":",
            ":" + Base64.getEncoder().encodeToString(twice) + ":",
            ":" + "A".repeat(9000) + ":",
            "-----BEGIN CERTIFICATE-----")) {
      assertThat(ClientCertificate.ofHeader(List.of(wrong))).as(wrong).isEmpty();
    }
    assertThat(ClientCertificate.ofHeader(List.of(good, good))).isEmpty();
    assertThat(ClientCertificate.ofHeader(List.of())).isEmpty();
  }

  @Test
  @DisplayName("EMP-8, attack: damaged certificates are none, and never a fault")
  void damaged() throws Exception {
    byte[] der = some().getEncoded();
    var random = new Random(8);
    for (int i = 0; i < 3000; i++) {
      byte[] bytes = der.clone();
      for (int change = 0; change <= i % 4; change++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      String header = ":" + Base64.getEncoder().encodeToString(bytes) + ":";
      assertThat(ClientCertificate.ofHeader(List.of(header))).isNotNull();
    }
  }

  private static String header(X509Certificate certificate) throws Exception {
    return ":" + Base64.getEncoder().encodeToString(certificate.getEncoded()) + ":";
  }

  /** Any of those that Java brings along. */
  private static X509Certificate some() throws Exception {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    return ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers()[0];
  }
}
