package natsuin.employers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import natsuin.kernel.FreePort;
import natsuin.pki.CertificateProfile;
import natsuin.pki.Pem;
import natsuin.testkit.ClientKeys;
import natsuin.testkit.Employers;
import natsuin.testkit.World;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("EMP-8: the proxies of conf/proxy, as Debian has them")
class BehindProxiesIT {
  @RegisterExtension
  static final World WORLD = new World().with("http.trusted-proxies", "127.0.0.1");

  private static final Path NJS = Path.of("/usr/lib/nginx/modules/ngx_http_js_module.so");

  /** What Debian's nginx.conf has around a site. */
  private static final String AROUND =
      """
      load_module MODULE;
      daemon off;
      pid HERE/nginx.pid;
      error_log stderr;
      events {}
      http {
      access_log off;
      client_body_temp_path HERE;
      proxy_temp_path HERE;
      fastcgi_temp_path HERE;
      uwsgi_temp_path HERE;
      scgi_temp_path HERE;
      """;

  @TempDir static Path directory;

  private final Employers employers = new Employers(WORLD);
  private final ClientKeys keys = new ClientKeys(WORLD);

  @ParameterizedTest
  @ValueSource(strings = {"haproxy", "nginx"})
  @DisplayName(
      "EMP-8: good, resumed, none, foreign, expired pass the proxy; a forged header does not, nor"
          + " at MyPage's entrance under the employers' name")
  void through(String proxy) throws Exception {
    assumeTrue(
        Files.exists(Path.of("/usr/sbin", proxy)) && (proxy.equals("haproxy") || Files.exists(NJS)),
        "Debian's haproxy, nginx-light and libnginx-mod-http-js are needed");
    int port = FreePort.onLoopback();
    int myPage = FreePort.onLoopback();
    Process process = start(proxy, port, myPage);
    try {
      var member = employers.general();
      var good = pem(keys.of(member));
      Awaitility.await().ignoreExceptions().until(() -> ask(port, "").contains("\"state\""));
      String session = directory.resolve(proxy + "-session").toString();
      assertThat(ask(port, "", "-cert", good, "-key", good, "-sess_out", session))
          .contains("\"good\"")
          .contains(member.userId());
      assertThat(ask(port, "", "-sess_in", session)).contains("Reused").contains("\"good\"");
      assertThat(ask(port, "")).contains("\"none\"");
      var forged = "Client-Cert: " + Proxied.header(keys.of(member)) + "\r\n";
      assertThat(ask(port, forged)).contains("\"none\"");
      assertThat(ask(port, forged, "-cert", good, "-key", good)).contains("\"good\"");
      assertThat(ask(myPage, "")).contains("\"none\"");
      assertThat(ask(myPage, forged)).contains("\"none\"");
      String self = selfSigned();
      assertThat(ask(port, "", "-cert", self, "-key", self)).contains("\"foreign\"");
      String old = expiredBy("in-memory");
      assertThat(ask(port, "", "-cert", old, "-key", old)).contains("\"foreign\"");
    } finally {
      process.destroy();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private Process start(String proxy, int port, int myPage) throws Exception {
    var pki = WORLD.node().keys().pki();
    Files.writeString(
        directory.resolve("authorities.pem"),
        Pem.write(List.of(pki.issuing().identity().certificate(), pki.root().certificate())));
    Files.copy(
        Path.of(pem(keys.issued(CertificateProfile.TLS_SERVER, "localhost"))),
        directory.resolve("employers.pem"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.copy(
        directory.resolve("employers.pem"),
        directory.resolve("mypage.pem"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.copy(
        Path.of("conf/proxy/client-cert.js"),
        directory.resolve("client-cert.js"),
        StandardCopyOption.REPLACE_EXISTING);
    boolean nginx = proxy.equals("nginx");
    String node = "127.0.0.1:" + WORLD.node().configuration().http().port();
    String text =
        Files.readString(Path.of("conf/proxy", nginx ? "nginx.conf" : "haproxy.cfg"))
            .replace("/etc/natsuin", directory.toString())
            .replace("10.1.0.1:443", "127.0.0.1:" + port)
            .replace("10.1.0.2:443", "127.0.0.1:" + myPage)
            .replaceAll(".*10\\.1\\.0\\.12:8080.*\n", "")
            .replace("10.1.0.11:8080", node);
    if (nginx) {
      text =
          AROUND.replace("MODULE", NJS.toString()).replace("HERE", directory.toString())
              + text
              + "}\n";
    }
    Path file = Files.writeString(directory.resolve(proxy + ".conf"), text);
    var command =
        nginx
            ? List.of("nginx", "-c", file.toString())
            : List.of("haproxy", "-db", "-f", file.toString());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String ask(int port, String header, String... more) throws Exception {
    var command =
        new ArrayList<>(
            List.of("openssl", "s_client", "-ign_eof", "-connect", "127.0.0.1:" + port));
    command.addAll(List.of(more));
    Path in =
        Files.writeString(
            Files.createTempFile(directory, "in", ".txt"),
            "GET /api/employer/connection HTTP/1.1\r\nHost: "
                + URI.create(WORLD.node().configuration().employers().baseUrl()).getAuthority()
                + "\r\n"
                + header
                + "Connection: close\r\n\r\n");
    Path out = Files.createTempFile(directory, "out", ".txt");
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return Files.readString(out, StandardCharsets.ISO_8859_1);
  }

  private static String pem(ClientKeys.Held held) throws Exception {
    Path p12 = Files.write(Files.createTempFile(directory, "key", ".p12"), held.p12());
    String file = p12 + ".pem";
    run(
        "openssl",
        "pkcs12",
        "-in",
        p12.toString(),
        "-passin",
        "pass:" + held.password(),
        "-nodes",
        "-out",
        file);
    return file;
  }

  private static String selfSigned() throws Exception {
    String file = directory.resolve("self.pem").toString();
    run(
        "openssl",
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

  /** In the eyes of the machine's clock, the only one that proxies know. */
  private static String expiredBy(String password) throws Exception {
    Path p12 = directory.resolve("expired.p12");
    Files.deleteIfExists(p12);
    run(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        "me",
        "-keyalg",
        "EC",
        "-dname",
        "CN=Koyou0001",
        "-startdate",
        "-3d",
        "-validity",
        "1",
        "-storetype",
        "PKCS12",
        "-keystore",
        p12.toString(),
        "-storepass",
        password);
    run(
        "openssl",
        "pkcs12",
        "-in",
        p12.toString(),
        "-passin",
        "pass:" + password,
        "-nodes",
        "-out",
        p12 + ".pem");
    return p12 + ".pem";
  }

  private static void run(String... command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
