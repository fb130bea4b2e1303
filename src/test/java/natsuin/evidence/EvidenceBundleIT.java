package natsuin.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import natsuin.boot.VerifyEvidence;
import natsuin.contracts.Counter;
import natsuin.kernel.StaffRole;
import natsuin.kernel.UserRole;
import natsuin.pki.CadesSignature;
import natsuin.pki.CertificateProfile;
import natsuin.pki.CertificateRequest;
import natsuin.pki.DigestAlgorithm;
import natsuin.pki.DistinguishedName;
import natsuin.pki.KeyAlgorithm;
import natsuin.pki.Pem;
import natsuin.testkit.Axe;
import natsuin.testkit.Browser;
import natsuin.testkit.Chromium;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Branch;
import natsuin.verification.Verdict;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("CONTRACT-8: all of a contract in one ZIP, and a command that checks it offline")
class EvidenceBundleIT {
  @RegisterExtension static final World WORLD = new World();

  @TempDir static Path folder;
  private static People.Customer borrower;
  private static Browser approver;
  private static String contract;
  private static Path genuine;

  @BeforeAll
  static void aConcludedContractIsDownloaded() throws Exception {
    var counter = new Counter(WORLD);
    Branch branch = counter.people().branch();
    var officer = new Browser(WORLD).loggedIn(counter.people().clerk(branch, StaffRole.OFFICER));
    approver = new Browser(WORLD).loggedIn(counter.people().clerk(branch, StaffRole.APPROVER));
    borrower = counter.signer(branch, UserRole.REPRESENTATIVE);
    contract = counter.contract(officer, borrower).getString("id");
    conclude();
    var answer = download(new Browser(WORLD).loggedIn(borrower), "/api/contracts/");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
    genuine = Files.write(folder.resolve("genuine.zip"), answer.body());
  }

  private static void conclude() {
    var id = Tuple.of(UUID.fromString(contract));
    var db = WORLD.database().client();
    db.preparedQuery(
            "update contract_signer set state = 'signed', signed_at = now() where contract_id = $1")
        .execute(id)
        .await();
    db.preparedQuery("update contract set state = 'signed', signed_at = now() where id = $1")
        .execute(id)
        .await();
    String path = "/api/staff/contracts/" + contract;
    assertThat(approver.post(path + "/conclusion").status()).isEqualTo(202);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> "in-force".equals(approver.get(path).json().getString("state")));
  }

  private static HttpResponse<byte[]> download(Browser reader, String contracts) throws Exception {
    String cookies =
        "natsuin_mypage=%s; natsuin_staff=%s"
            .formatted(reader.cookie("natsuin_mypage"), reader.cookie("natsuin_staff"));
    var request =
        reader
            .request(contracts + contract + "/evidence.zip")
            .setHeader("Cookie", cookies)
            .GET()
            .build();
    return java.net.http.HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  @DisplayName("documents, reports for people and machines, root, and a manifest of all of it")
  void holdsEverything() throws Exception {
    var entries = entries(genuine);
    assertThat(entries.keySet())
        .contains("documents/01_説明.pdf", "documents/02_契約.pdf")
        .contains("reports/02_契約_report.pdf", "reports/02_契約_report.xml")
        .contains("certificates/root.pem", "README.txt", "manifest.json", "manifest.p7s");
    var manifest = new JsonObject(text(entry(entries, "manifest.json")));
    assertThat(manifest.getString("format")).isEqualTo("natsuin-evidence/1");
    assertThat(manifest.getString("createdFor")).isEqualTo("user:" + borrower.id());
    var loan = manifest.getJsonArray("documents").getJsonObject(1);
    assertThat(loan.getString("verdict")).isEqualTo("VALID");
    assertThat(loan.getJsonArray("signatures").getJsonObject(0).getString("provenTime"))
        .isNotNull();
    assertThat(text(entry(entries, "reports/02_契約_report.xml")))
        .contains("urn:etsi:019102:mainindication:total-passed");
    assertThat(download(approver, "/api/staff/contracts/").statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName(
      "saved from the contract's page with one press of a key, and whole; axe finds nothing")
  void fromThePage() {
    try (var chromium = new Chromium(WORLD);
        var desk = chromium.deskOf(new Browser(WORLD).loggedIn(borrower), 390, ColorScheme.LIGHT);
        Page page = desk.newPage()) {
      page.navigate("/contracts/" + contract);
      var link = page.getByText("すべての書類とレポートを保存（ZIP）");
      link.scrollIntoViewIfNeeded();
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target", "pictures", "contract-evidence-390.png")));
      assertThat(Axe.findings(page)).isEmpty();
      var saved = page.waitForDownload(() -> link.press("Enter"));
      assertThat(saved.suggestedFilename()).endsWith("_evidence.zip");
      assertThat(command(saved.path().toString())).startsWith("3 ").doesNotContain("! ");
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  @Test
  @DisplayName("another organization's user is told that there is no such contract")
  void strangersGetNothing() throws Exception {
    var people = new People(WORLD);
    var other = new Browser(WORLD).loggedIn(people.customer());
    assertThat(download(other, "/api/contracts/").statusCode()).isEqualTo(404);
    var elsewhere = new Browser(WORLD).loggedIn(people.clerk(people.branch(), StaffRole.APPROVER));
    assertThat(download(elsewhere, "/api/staff/contracts/").statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("bin/verify-evidence: whole and genuine, with the root given or out of the bundle")
  void genuine() throws Exception {
    assertThat(command(genuine.toString()))
        .startsWith("3 ")
        .contains("compare its fingerprint")
        .doesNotContain("! ");
    Path root = Files.write(folder.resolve("root.pem"), entry(entries(genuine), Manifest.ROOT));
    assertThat(command("--anchors", root.toString(), genuine.toString()))
        .startsWith("0 ")
        .contains("Whole and genuine.", "documents/02_契約.pdf: VALID");
    assertThat(command(folder.resolve("missing.zip").toString())).startsWith("2 ");
  }

  @Test
  @DisplayName("OpenSSL, a stranger, agrees with the seal upon the manifest")
  void openSsl() throws Exception {
    Path out = Files.createDirectories(folder.resolve("unzipped"));
    for (String name : List.of("manifest.json", "manifest.p7s", Manifest.ROOT)) {
      Files.write(out.resolve(name.replace('/', '-')), entry(entries(genuine), name));
    }
    var openssl =
        new ProcessBuilder(
                "openssl cms -verify -binary -inform DER -in manifest.p7s -content manifest.json -CAfile certificates-root.pem -purpose any -out checked.json"
                    .split(" "))
            .directory(out.toFile())
            .redirectErrorStream(true)
            .start();
    String said = text(openssl.getInputStream().readAllBytes());
    assertThat(openssl.waitFor()).as(said).isZero();
  }

  @Test
  @DisplayName("attacks upon the entries: each is named")
  void entriesTamperedWith() throws Exception {
    String loan = "documents/02_契約.pdf";
    assertNamed("Altered: " + loan, entries -> entry(entries, loan)[500] ^= 1);
    assertNamed(
        "Altered: reports/02_契約_report.xml",
        entries ->
            entries.compute(
                "reports/02_契約_report.xml",
                (name, xml) -> bytes(text(xml).replace("passed", "failed"))));
    assertNamed("Missing: " + loan, entries -> entries.remove(loan));
    assertNamed(
        "Proves nothing about the seal: revocation/9.ocsp",
        entries -> entries.put("revocation/9.ocsp", bytes("<script>")));
    assertNamed(
        "Proves nothing about the seal: revocation/1.ocsp",
        entries -> entries.compute("revocation/1.ocsp", (name, der) -> bytes(text(der) + "x")));
    assertNamed("Added: documents/03.pdf", entries -> entries.put("documents/03.pdf", bytes("x")));
    assertNamed("lead out of the folder", entries -> entries.put("../../evil", bytes("x")));
    assertNamed("The seal upon the manifest is missing", entries -> entries.remove("manifest.p7s"));
    assertNamed("The manifest is missing", entries -> entries.remove("manifest.json"));
    assertNamed("The root certificate is missing", entries -> entries.remove(Manifest.ROOT));
  }

  @Test
  @DisplayName("names with dots in them lead nowhere; those of many kanji fit every file system")
  void names() throws Exception {
    var entries = entries(genuine);
    entries.put("documents/a..b.pdf", bytes("x"));
    Path more = Files.write(folder.resolve("more.zip"), zip(entries));
    assertThat(CheckBundle.check(more, List.of(), WORLD.clock()).faults())
        .containsExactly("Added: documents/a..b.pdf");
    assertThat(WriteBundle.stem("契".repeat(120) + ".pdf")).isEqualTo("契".repeat(66));
  }

  @Test
  @DisplayName("attack: the manifest rewritten to fit an altered document")
  void manifestRewritten() throws Exception {
    assertNamed(
        "The manifest is not what the bank sealed",
        entries ->
            entries.compute(
                "manifest.json", (name, json) -> bytes(text(json).replace("VALID", "valid"))));
  }

  @Test
  @DisplayName("attack: a customer seals a manifest of his own with his certificate of this bank")
  void sealedByACustomer() throws Exception {
    var issuing = WORLD.node().keys().pki().issuing();
    var pair = KeyAlgorithm.EC_P256.generate();
    var name =
        new DistinguishedName(
            "Natsuin Seal", Optional.of("Natsuin"), "JP", Optional.of("K7QF-3M2X-9TBD"));
    var certificate =
        issuing.issue(
            issuing.prepare(
                new CertificateRequest(CertificateProfile.USER_SIGNING, name, pair.getPublic())));
    var chain = new java.util.ArrayList<X509Certificate>(List.of(certificate));
    chain.addAll(issuing.identity().chain());
    assertNamed(
        "It was signed by somebody else than the bank.",
        entries -> {
          byte[] json = entry(entries, "manifest.json");
          entries.put(
              "manifest.p7s",
              CadesSignature.by(chain)
                  .sign(DigestAlgorithm.SHA256.digest(json), pair.getPrivate()));
        });
  }

  @Test
  @DisplayName("attack: all of it made anew under another root; the anchors given tell")
  void anotherRoot() throws Exception {
    Path other = folder.resolve("other-root.pem");
    Files.writeString(other, Pem.write(List.of(new ForeignMaker(WORLD.clock()).root())));
    assertThat(command("--anchors", other.toString(), genuine.toString())).startsWith("1 ");
  }

  @Test
  @DisplayName("attack: a ZIP whose directory tells another story than its contents")
  void twoFaces() throws Exception {
    byte[] before = zip(Map.of("documents/02_契約.pdf", bytes("99,000,000 yen")));
    int directory = new String(before, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
    var both = new ByteArrayOutputStream();
    both.write(before, 0, directory);
    both.write(Files.readAllBytes(genuine));
    Path file = Files.write(folder.resolve("two-faced.zip"), both.toByteArray());
    assertThat(command(file.toString())).startsWith("1 ").contains("tell different stories");
  }

  private static void assertNamed(String alteration, Consumer<Map<String, byte[]>> attack)
      throws IOException {
    var entries = entries(genuine);
    attack.accept(entries);
    Path forged = Files.write(folder.resolve("forged.zip"), zip(entries));
    BundleFinding finding = CheckBundle.check(forged, List.of(), WORLD.clock());
    assertThat(finding.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(finding.faults()).anyMatch(fault -> fault.contains(alteration));
  }

  private static String command(String... arguments) {
    var out = new StringWriter();
    int code =
        VerifyEvidence.command()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(out, true))
            .execute(arguments);
    return code + " " + out;
  }

  private static byte[] entry(Map<String, byte[]> entries, String path) {
    return Objects.requireNonNull(entries.get(path), path);
  }

  private static Map<String, byte[]> entries(Path file) throws IOException {
    var entries = new LinkedHashMap<String, byte[]>();
    try (var zip = new ZipFile(file.toFile())) {
      for (var entry : zip.stream().toList()) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (var entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
