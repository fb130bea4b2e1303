package natsuin.employers;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import natsuin.certificates.RevocationRecord;
import natsuin.pki.CertificateProfile;
import natsuin.pki.RevocationReason;
import natsuin.testkit.Browser;
import natsuin.testkit.ClientKeys;
import natsuin.testkit.Employers;
import natsuin.testkit.TlsClient;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("EMP-8: the employer portal's door, by real TLS")
class MutualTlsIT {
  private static final String COOKIE = "natsuin_employer";

  @RegisterExtension static final World WORLD = new World();
  @TempDir static Path directory;

  private final Employers employers = new Employers(WORLD);
  private final ClientKeys keys = new ClientKeys(WORLD);

  @Test
  @DisplayName("EMP-8: certificate, user ID and password open; leaving closes")
  void logIn() {
    var member = employers.general();
    var held = keys.of(member);
    var browser = browser(held);
    assertThat(state(browser)).isEqualTo("good");
    assertThat(browser.get("/api/employer/session").status()).isEqualTo(401);
    var in = logIn(browser, member.userId(), Employers.PASSWORD);
    assertThat(in.status()).as(in.http().body()).isEqualTo(200);
    assertThat(in.setCookie(COOKIE)).containsIgnoringCase("; secure");
    assertThat(
            browser.get("/api/employer/session").json().getJsonObject("user").getString("userId"))
        .isEqualTo(member.userId());
    String token = browser.cookie(COOKIE);
    assertThat(browser.delete("/api/employer/session").status()).isEqualTo(204);
    assertThat(browser.withCookie(COOKIE, token).get("/api/employer/session").code())
        .isEqualTo("not-logged-in");
  }

  @Test
  @DisplayName("EMP-8: expired, revoked, foreign, a server's, none: each is told, none breaks TLS")
  void refused() throws Exception {
    var member = employers.general();
    var revoked = keys.of(member);
    revoke(revoked);
    var cases =
        Map.of(
            "none", TlsClient.anonymous(),
            "revoked", revoked.client(),
            "unknown", keys.unrecorded(member.userId()).client());
    cases.forEach((state, client) -> assertThat(state(browser(client))).isEqualTo(state));
    assertThat(code(revoked.client(), member)).isEqualTo("certificate-revoked");
    assertThat(code(TlsClient.anonymous(), member)).isEqualTo("certificate-required");
    String self = selfSigned();
    assertThat(ask("-tls1_3", "-cert", self, "-key", self)).contains("\"state\":\"foreign\"");
    for (var foreign :
        List.of(
            keys.ofImpostor(directory, member.userId()),
            keys.issued(CertificateProfile.TLS_SERVER, member.userId()))) {
      assertThat(state(browser(foreign))).isEqualTo("foreign");
      assertThat(code(foreign.client(), member)).isEqualTo("certificate-foreign");
    }
    var expired = keys.of(member);
    WORLD.clock().advance(Duration.ofDays(366));
    assertThat(state(browser(expired))).isEqualTo("expired");
    assertThat(code(expired.client(), member)).isEqualTo("certificate-expired");
  }

  @Test
  @DisplayName("The TLS port names our authorities, resumes with the certificate, speaks HTTP/2")
  void handshake() throws Exception {
    var held = keys.of(employers.general());
    Path p12 = Files.write(directory.resolve("client.p12"), held.p12());
    Path pem = directory.resolve("client.pem");
    openssl(
        "",
        "pkcs12",
        "-in",
        p12.toString(),
        "-passin",
        "pass:" + held.password(),
        "-nodes",
        "-out",
        pem.toString());
    for (String version : List.of("-tls1_2", "-tls1_3")) {
      String session = directory.resolve("session" + version).toString();
      String key = pem.toString();
      assertThat(ask(version, "-cert", key, "-key", key, "-sess_out", session))
          .contains("Acceptable client certificate CA names")
          .contains("CN = Sample Bank Root CA")
          .contains("CN = Sample Bank Issuing CA")
          .contains(held.serial());
      assertThat(ask(version, "-sess_in", session))
          .contains("Reused, TLSv1")
          .contains("\"state\":\"good\"")
          .contains(held.serial());
    }
    assertThat(ask("-tls1_3", "-alpn", "h2")).contains("ALPN protocol: h2");
  }

  private static String ask(String version, String... more) throws Exception {
    var arguments =
        new java.util.ArrayList<>(
            List.of(
                "s_client",
                "-ign_eof",
                version,
                "-connect",
                "localhost:" + WORLD.node().configuration().http().httpsPort()));
    arguments.addAll(List.of(more));
    return openssl(
        "GET /api/employer/connection HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        arguments.toArray(String[]::new));
  }

  private static String openssl(String input, String... arguments) throws Exception {
    var command = new java.util.ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Path in = Files.writeString(Files.createTempFile(directory, "in", ".txt"), input);
    Path out = Files.createTempFile(directory, "openssl", ".txt");
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return Files.readString(out, StandardCharsets.ISO_8859_1); // HTTP/2 is no text
  }

  private static String selfSigned() throws Exception {
    String file = directory.resolve("self.pem").toString();
    openssl(
        "",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-subj",
        "/CN=Koyou0001",
        "-keyout",
        file,
        "-out",
        file + ".crt");
    Files.writeString(
        Path.of(file), Files.readString(Path.of(file + ".crt")), StandardOpenOption.APPEND);
    return file;
  }

  private static void revoke(ClientKeys.Held held) {
    new RevocationRecord(WORLD.database(), WORLD.node().keys().pki(), WORLD.clock())
        .revoke(held.serial(), RevocationReason.SUPERSEDED)
        .await();
  }

  private static String code(TlsClient client, Employers.Member member) {
    var answer = logIn(browser(client), member.userId(), Employers.PASSWORD);
    assertThat(answer.status()).isEqualTo(403);
    return answer.code();
  }

  private static Browser.Answer logIn(Browser browser, String userId, String password) {
    return browser.post(
        "/api/employer/session", new JsonObject().put("userId", userId).put("password", password));
  }

  private static String state(Browser browser) {
    return browser
        .get("/api/employer/connection")
        .json()
        .getJsonObject("certificate")
        .getString("state");
  }

  private static Browser browser(ClientKeys.Held held) {
    return browser(held.client());
  }

  private static Browser browser(TlsClient client) {
    return Browser.overTls(WORLD, WORLD.node(), client);
  }
}
