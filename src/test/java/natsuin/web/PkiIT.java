package natsuin.web;

import static natsuin.testkit.EmployerSeat.ISSUANCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import natsuin.certificates.RevocationRecord;
import natsuin.pki.Pem;
import natsuin.pki.RevocationReason;
import natsuin.testkit.EmployerSeat;
import natsuin.testkit.Employers;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Our authorities as a stranger's software finds them: openssl, over HTTP. */
class PkiIT {
  @RegisterExtension static final World WORLD = new World();
  @TempDir static Path directory;

  @Test
  @DisplayName("CERT-7: openssl ocsp finds our certificates good, and revoked as soon as they are")
  void ocsp() throws Exception {
    var pki = WORLD.node().keys().pki();
    Path root = pem("root", pki.root().certificate());
    Path issuing = pem("issuing", pki.issuing().identity().certificate());
    Path seal = pem("seal", pki.seal().certificate());
    String[] ask = {
      "ocsp",
      "-issuer",
      issuing.toString(),
      "-cert",
      seal.toString(),
      "-CAfile",
      root.toString(),
      "-url",
      WORLD.url("/pki/ocsp").toString()
    };
    assertThat(openssl(ask)).contains("Response verify OK").contains("seal.pem: good");

    var record = new RevocationRecord(WORLD.database(), pki, WORLD.clock());
    record
        .revoke(
            pki.seal().certificate().getSerialNumber().toString(16), RevocationReason.SUPERSEDED)
        .await();
    assertThat(openssl(ask)).contains("seal.pem: revoked");
    assertThat(get("/pki/issuing.crl")).isNotEmpty();
    Path list = Files.write(directory.resolve("issuing.crl"), get("/pki/issuing.crl"));
    assertThat(openssl("crl", "-inform", "DER", "-in", list.toString(), "-text", "-noout"))
        .containsIgnoringCase(pki.seal().certificate().getSerialNumber().toString(16));
  }

  @Test
  @DisplayName(
      "EMP-6, CERT-7: openssl makes a key, gets it certified and finds it good for a TLS client;"
          + " verify, OCSP and list agree, also once it is revoked; attack: the same key again")
  void clientCertificate() throws Exception {
    var seat = new EmployerSeat(WORLD, new Employers(WORLD).general()).authenticates();
    Path csr = directory.resolve("client.csr");
    openssl(
        ("req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "
                + csr
                + ".key"
                + " -subj /CN=administrator/O=Another -addext basicConstraints=CA:true -out "
                + csr)
            .split(" "));
    var request = new JsonObject().put("csr", Files.readString(csr));
    var answer = seat.browser().post(ISSUANCE + "/certificate-request", request);
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    String chain = answer.json().getString("chain");
    String serial = answer.json().getString("serial");
    Path client = Files.writeString(directory.resolve("client.pem"), chain);
    Path root = pem("root", WORLD.node().keys().pki().root().certificate());
    Path issuing = pem("issuing", WORLD.node().keys().pki().issuing().identity().certificate());
    assertThat(openssl("x509", "-in", client.toString(), "-noout", "-subject", "-purpose"))
        .contains("CN = " + seat.member().userId())
        .contains("SSL client : Yes", "SSL client CA : No", "SSL server : No")
        .doesNotContain("administrator", "Another");
    String[] ask = {
      "ocsp",
      "-issuer",
      issuing.toString(),
      "-cert",
      client.toString(),
      "-CAfile",
      root.toString(),
      "-url",
      WORLD.url("/pki/ocsp").toString()
    };
    assertThat(verified(client)).contains("client.pem: OK");
    assertThat(openssl(ask)).contains("Response verify OK", "client.pem: good");

    new RevocationRecord(WORLD.database(), WORLD.node().keys().pki(), WORLD.clock())
        .revoke(serial, RevocationReason.KEY_COMPROMISE)
        .await();
    assertThat(openssl(ask)).contains("client.pem: revoked", "keyCompromise");
    assertThat(verified(client)).contains("certificate revoked").doesNotContain("client.pem: OK");

    seat.authenticates();
    var again = seat.browser().post(ISSUANCE + "/certificate-request", request);
    assertThat(again.status()).isEqualTo(422);
    assertThat(again.http().body()).contains("key-certified-before");
  }

  /** As a TLS server would, with the list that is published now. */
  private static String verified(Path client) throws Exception {
    Path list = Files.write(directory.resolve("now.crl"), get("/pki/issuing.crl"));
    String pem = list + ".pem";
    openssl("crl", "-inform", "DER", "-in", list.toString(), "-out", pem);
    return openssl(
        "verify",
        "-purpose",
        "sslclient",
        "-crl_check",
        "-CRLfile",
        pem,
        "-CAfile",
        directory.resolve("root.pem").toString(),
        "-untrusted",
        client.toString(),
        client.toString());
  }

  @Test
  @DisplayName("SIG-2: openssl ts accepts a timestamp of ours")
  void timestamp() throws Exception {
    Path data = Files.writeString(directory.resolve("data.txt"), "契約書");
    Path query = directory.resolve("query.tsq");
    openssl("ts", "-query", "-data", data.toString(), "-sha256", "-cert", "-out", query.toString());
    var request =
        HttpRequest.newBuilder(WORLD.url("/pki/tsa"))
            .header("Content-Type", "application/timestamp-query")
            .POST(HttpRequest.BodyPublishers.ofFile(query));
    var answer =
        HttpClient.newHttpClient()
            .send(
                request.build(), HttpResponse.BodyHandlers.ofFile(directory.resolve("reply.tsr")));
    var pki = WORLD.node().keys().pki();
    assertThat(
            openssl(
                "ts",
                "-verify",
                "-data",
                data.toString(),
                "-in",
                answer.body().toString(),
                "-CAfile",
                pem("root", pki.root().certificate()).toString(),
                "-untrusted",
                pem("issuing", pki.issuing().identity().certificate()).toString()))
        .contains("Verification: OK");
  }

  @Test
  @DisplayName("The TLS port shows a certificate that chains up to our root")
  void tls() throws Exception {
    Path root = pem("root", WORLD.node().keys().pki().root().certificate());
    int port = WORLD.node().configuration().http().httpsPort();
    assertThat(
            openssl(
                "s_client",
                "-connect",
                "localhost:" + port,
                "-verify_hostname",
                "localhost",
                "-CAfile",
                root.toString(),
                "-verify_return_error",
                "-brief"))
        .contains("Verification: OK");
  }

  private static byte[] get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(WORLD.url(path)).build(),
            HttpResponse.BodyHandlers.ofByteArray())
        .body();
  }

  private static Path pem(String name, X509Certificate certificate) throws IOException {
    return Files.writeString(directory.resolve(name + ".pem"), Pem.write(List.of(certificate)));
  }

  private static String openssl(String... arguments) throws IOException, InterruptedException {
    var command = new java.util.ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(directory, "openssl", ".txt");
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .redirectOutput(out.toFile())
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return Files.readString(out);
  }
}
