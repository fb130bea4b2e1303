package natsuin.pki;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import natsuin.testkit.Chromium;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserKeyIT {
  private static final String ORIGIN = "https://employers.example.jp/";
  private static final String NAME = "komakusa01";
  private static final String PASSWORD = "Koma#2026a";

  @TempDir Path directory;

  private final TestPki pki = new TestPki(KeyAlgorithm.EC_P256, InstantSource.system());

  @Test
  @DisplayName("EMP-6: a key made in Chromium never leaves it but in the file, which others read")
  void keyOfTheBrowser() throws Exception {
    try (var chromium = new Chromium(ORIGIN);
        var desk = chromium.desk(1200, ColorScheme.LIGHT);
        Page page = desk.newPage()) {
      page.route(ORIGIN + "**", BrowserKeyIT::fromWebroot);
      page.navigate(ORIGIN);
      String request =
          (String)
              page.evaluate(
                  """
                  async (name) => {
                    const { makeRequest } = await import("/lib/pkcs10.js");
                    globalThis.made = await makeRequest(name);
                    return made.csrPem;
                  }
                  """,
                  NAME);
      var key = CertificationRequest.key(request).orElseThrow();
      var prepared =
          pki.authority.prepare(
              new CertificateRequest(CertificateProfile.TLS_CLIENT, TestPki.name(NAME), key));
      var chain = new ArrayList<X509Certificate>();
      chain.add(pki.authority.issue(prepared));
      chain.addAll(pki.issuing.chain());
      String file =
          (String)
              page.evaluate(
                  """
                  async ([chainPem, password, friendlyName]) => {
                    const { packP12 } = await import("/lib/pkcs12.js");
                    let last = 0;
                    const onProgress = (part) => {
                      if (part < last || part > 1) throw new Error(`progress ${part}`);
                      last = part;
                    };
                    const blob = await packP12({
                      keyPair: made.keyPair, chainPem, password, friendlyName, onProgress });
                    const bytes = new Uint8Array(await blob.arrayBuffer());
                    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
                  }
                  """,
                  List.of(Pem.write(chain), PASSWORD, NAME));
      assertThat(chromium.complaints()).isEmpty();
      opens(Base64.getDecoder().decode(file), chain);
    }
  }

  private void opens(byte[] file, List<X509Certificate> chain) throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(new java.io.ByteArrayInputStream(file), PASSWORD.toCharArray());
    assertThat(store.getCertificateChain(NAME)).containsExactlyElementsOf(chain);
    var key = (java.security.PrivateKey) store.getKey(NAME, PASSWORD.toCharArray());
    byte[] word = "proof".getBytes(StandardCharsets.UTF_8);
    var verifier = Signature.getInstance("SHA256withECDSA");
    verifier.initVerify(chain.getFirst());
    verifier.update(word);
    assertThat(verifier.verify(KeyAlgorithm.EC_P256.sign(key, word))).isTrue();

    var openssl = new OpenSsl(directory);
    openssl.file("key.p12", file);
    var info =
        openssl.run("pkcs12", "-in", "key.p12", "-info", "-nodes", "-passin", "pass:" + PASSWORD);
    String strength =
        "PBES2, PBKDF2, AES-256-CBC, Iteration %d, PRF hmacWithSHA256"
            .formatted(ClientKeyFile.ITERATIONS);
    assertThat(info.output())
        .contains("MAC: sha256, Iteration " + ClientKeyFile.ITERATIONS)
        .contains("Shrouded Keybag: " + strength)
        .contains("friendlyName: " + NAME);

    Files.writeString(directory.resolve("password"), PASSWORD);
    run("certutil", "-N", "-d", "sql:.", "--empty-password");
    run("pk12util", "-i", "key.p12", "-d", "sql:.", "-w", "password");
  }

  private void run(String... command) throws Exception {
    var process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static void fromWebroot(Route route) {
    String path = URI.create(route.request().url()).getPath();
    if (path.equals("/")) {
      route.fulfill(
          new Route.FulfillOptions().setContentType("text/html").setBody("<!doctype html>"));
    } else {
      route.fulfill(
          new Route.FulfillOptions()
              .setPath(Path.of("webroot" + path))
              .setHeaders(Map.of("Content-Type", "text/javascript")));
    }
  }
}
