package natsuin.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificationRequestTest {
  private static final String LABEL = "CERTIFICATE REQUEST";

  @TempDir Path directory;
  private OpenSsl openssl;

  @BeforeEach
  void openssl() {
    openssl = new OpenSsl(directory);
  }

  @Test
  @DisplayName("EMP-6: a request made by OpenSSL gives its key, P-256 or RSA")
  void strangers() throws Exception {
    assertThat(CertificationRequest.key(ec("P-256"))).get().isInstanceOf(ECPublicKey.class);
    assertThat(CertificationRequest.key(rsa(2048, 65537))).get().isInstanceOf(RSAPublicKey.class);
  }

  @Test
  @DisplayName("Attack: another's public key in a request of one's own")
  void anothersKey() throws Exception {
    byte[] mine = der(ec("P-256"));
    byte[] others = der(ec("P-256"));
    // The 65 bytes of the point stand at the same place in both.
    int at = indexOf(mine, new byte[] {0x03, 0x42, 0x00, 0x04}) + 3;
    System.arraycopy(others, at, mine, at, 65);
    assertThat(CertificationRequest.key(Pem.write(LABEL, mine))).isEmpty();
  }

  @Test
  @DisplayName("Attack: a request that was changed after it was signed")
  void changed() throws Exception {
    byte[] request = der(ec("P-256"));
    int name = indexOf(request, "somebody".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    request[name] = 'S';
    assertThat(CertificationRequest.key(Pem.write(LABEL, request))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"P-384", "P-521", "secp256k1"})
  @DisplayName("Other curves than P-256 are not certified")
  void otherCurves(String curve) throws Exception {
    assertThat(CertificationRequest.key(ec(curve))).isEmpty();
  }

  @Test
  @DisplayName("Attack: a point that is not on the curve")
  void offTheCurve() throws Exception {
    byte[] request = der(ec("P-256"));
    request[indexOf(request, new byte[] {0x03, 0x42, 0x00, 0x04}) + 10] ^= 1;
    assertThat(CertificationRequest.key(Pem.write(LABEL, request))).isEmpty();
  }

  @Test
  @DisplayName("Attack: RSA too short to last, or with an exponent of 3")
  void poorRsa() throws Exception {
    assertThat(CertificationRequest.key(rsa(1024, 65537))).isEmpty();
    assertThat(CertificationRequest.key(rsa(2048, 3))).isEmpty();
  }

  @Test
  @DisplayName("Attack: Ed25519, garbage, two at once, a certificate, megabytes, nothing")
  void garbage() throws Exception {
    ok("genpkey", "-algorithm", "ED25519", "-out", "key.pem");
    assertThat(CertificationRequest.key(request())).isEmpty();
    String good = ec("P-256");
    for (String bad :
        List.of(
            "",
            "-----BEGIN CERTIFICATE REQUEST-----\n-----END CERTIFICATE REQUEST-----",
            Pem.write(LABEL, new byte[100]),
            Pem.write(LABEL, new byte[] {0x30, (byte) 0x84, 0x7f, -1, -1, -1}),
            Pem.write("CERTIFICATE", der(good)),
            good + good,
            good.repeat(100),
            "A".repeat(10_000_000))) {
      assertThat(CertificationRequest.key(bad)).isEmpty();
    }
  }

  private String ec(String curve) throws Exception {
    ok("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:" + curve, "-out", "key.pem");
    return request();
  }

  private String rsa(int bits, int exponent) throws Exception {
    ok(
        "genpkey",
        "-algorithm",
        "RSA",
        "-pkeyopt",
        "rsa_keygen_bits:" + bits,
        "-pkeyopt",
        "rsa_keygen_pubexp:" + exponent,
        "-out",
        "key.pem");
    return request();
  }

  private String request() throws Exception {
    ok("req", "-new", "-key", "key.pem", "-subj", "/CN=somebody", "-out", "request.pem");
    return Files.readString(directory.resolve("request.pem"));
  }

  private void ok(String... arguments) throws Exception {
    var outcome = openssl.run(arguments);
    assertThat(outcome.exit()).as(outcome.output()).isZero();
  }

  private static byte[] der(String pem) {
    return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int at = 0; at + part.length <= bytes.length; at++) {
      if (java.util.Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    throw new AssertionError("not there");
  }
}
