package natsuin.employers;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import natsuin.pki.CertificateProfile;
import natsuin.testkit.Browser;
import natsuin.testkit.ClientKeys;
import natsuin.testkit.Employers;
import natsuin.testkit.TlsClient;
import natsuin.testkit.World;
import org.awaitility.Awaitility;
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
    keys.revoke(member, revoked);
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
    assertThat(code(expired.client(), member)).isEqualTo("client-certificate-expired");
  }

  @Test
  @DisplayName(
      "EMP-8: the user ID of another, a wrong password, an initial one: each its own answer")
  void ownAccountOnly() {
    var company = employers.company();
    var member = employers.general(company);
    var other = employers.general(company);
    var browser = browser(keys.of(member));
    for (String name : List.of(other.userId(), "Nobody01", member.userId().toLowerCase(ROOT))) {
      assertThat(logIn(browser, name, Employers.PASSWORD).code())
          .as(name)
          .isEqualTo("certificate-of-another");
    }
    assertThat(logIn(browser, member.userId(), "Wrong#26ab").code()).isEqualTo("login-refused");
    var fresh = employers.newGeneral(company);
    assertThat(logIn(browser(keys.of(fresh)), fresh.userId(), Employers.INITIAL).code())
        .isEqualTo("initial-password");
  }

  @Test
  @DisplayName(
      "EMP-8, attack: a stolen cookie without the certificate, or with another's, opens nothing")
  void stolenCookie() {
    var company = employers.company();
    var member = employers.general(company);
    var browser = browser(keys.of(member));
    logIn(browser, member.userId(), Employers.PASSWORD);
    String cookie = browser.cookie(COOKIE);
    var same = keys.of(member).client();
    for (var thief :
        List.of(TlsClient.anonymous(), keys.of(employers.general(company)).client(), same)) {
      assertThat(browser(thief).withCookie(COOKIE, cookie).get("/api/employer/session").code())
          .isEqualTo("not-logged-in");
    }
    assertThat(browser.get("/api/employer/session").status()).isEqualTo(200);
    var again = logIn(browser, member.userId(), Employers.PASSWORD);
    assertThat(again.status()).isEqualTo(200);
    assertThat(browser.withCookie(COOKIE, cookie).get("/api/employer/session").status())
        .as("the session before ended")
        .isEqualTo(401);
  }

  @Test
  @DisplayName(
      "EMP-8: MyPage and staff are not at the employers' door, nor employers at the others'")
  void entrances() {
    String everybody = WORLD.url("").toString();
    var tls = browser(TlsClient.anonymous());
    assertThat(tls.get("/").header("Location")).contains("/employer/");
    assertThat(tls.get("/login?next=%2Fhome").header("Location"))
        .contains(everybody + "/login?next=%2Fhome");
    for (String path : List.of("/api/session", "/api/staff/session", "/api/live?portal=staff")) {
      assertThat(tls.get(path).code()).as(path).isEqualTo("other-entrance");
    }
    assertThat(tls.get("/api/service").status()).isEqualTo(200);
    assertThat(tls.get("/health/live").status()).isEqualTo(200);
    assertThat(tls.get("/api/service").header("Strict-Transport-Security"))
        .as("the same name is served in the clear at another port")
        .isEmpty();
    assertThat(WORLD.get("/employer/login?x=1").headers().firstValue("Location"))
        .contains(TlsClient.url(WORLD.node(), "/employer/login?x=1").toString());
    assertThat(WORLD.get("/api/employer/session").body()).contains("tls-required");
    var foreign =
        tls.send(
            tls.request("/api/employer/session")
                .header("Origin", "https://elsewhere.example.jp")
                .DELETE());
    assertThat(foreign.code()).as("another site").isEqualTo("cross-site");
  }

  @Test
  @DisplayName(
      "EMP-9: revoked at one node, out at the other within that request, its sockets within a"
          + " second")
  void revokedEverywhere() throws Exception {
    var second = WORLD.anotherNode();
    var member = employers.general();
    var held = keys.of(member);
    var here = browser(held);
    assertThat(logIn(here, member.userId(), Employers.PASSWORD).status()).isEqualTo(200);
    var there =
        Browser.overTls(WORLD, second, held.client()).withCookie(COOKIE, here.cookie(COOKIE));
    assertThat(there.get("/api/employer/session").status()).isEqualTo(200);
    var frames = new LinkedBlockingQueue<String>();
    var socket =
        held.client().socket(second, "/api/live?portal=employer", here.cookie(COOKIE), frames::add);
    socket.sendText("{\"op\":\"subscribe\",\"topic\":\"session\"}", true);
    Awaitility.await().until(() -> frames.stream().anyMatch(f -> f.contains("snapshot")));
    keys.revoke(member, held);
    long revoked = System.nanoTime();
    assertThat(there.get("/api/employer/session").status()).isEqualTo(401);
    Awaitility.await().until(() -> frames.stream().anyMatch(f -> f.contains("denied")));
    assertThat(Duration.ofNanos(System.nanoTime() - revoked)).isLessThan(Duration.ofSeconds(1));
    socket.abort();
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
