package natsuin.mandates;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import natsuin.kernel.StaffRole;
import natsuin.kernel.UserRole;
import natsuin.pdf.HtmlToPdf;
import natsuin.testkit.Browser;
import natsuin.testkit.World;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A power of attorney on paper, and the table of who needs which (CERT-4). */
class PaperMandateIT {
  @RegisterExtension static final World WORLD = new World();

  private static Signing signing;

  @BeforeAll
  static void open() {
    signing = new Signing(WORLD);
  }

  @Test
  @DisplayName(
      "CERT-4: a signer's own: without one refused, with the system's refused, on paper taken; the"
          + " branch sees it as pictures")
  void ownCertificate() {
    var representative = signing.representative();
    var signer = signing.colleague(representative, UserRole.SIGNER);
    assertThat(signing(signer, signer).getString("mandate")).isEqualTo("paper");
    assertThat(complaint(request(signer, signer, ""))).isEqualTo("mandate-missing");

    String paper = uploads(signer, "委任状.pdf", pdf());
    awaitClean(signer, paper);
    var answer = request(signer, signer, paper);
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(201);
    assertThat(answer.json().getString("status")).isEqualTo("certificate-requested");

    String used =
        "/api/staff/mandates?for=certificate-request:"
            + answer.json().getJsonObject("request").getString("id");
    var clerk =
        new Browser(WORLD).loggedIn(signing.people().clerk(signing.branch(), StaffRole.OFFICER));
    var item = clerk.get(used).json().getJsonArray("items").getJsonObject(0);
    assertThat(item.getString("id")).isEqualTo(paper);
    assertThat(item.getInteger("pages")).isEqualTo(1);
    var page = clerk.get("/api/staff/mandates/" + paper + "/pages/1.png");
    assertThat(page.header("Content-Type")).contains("image/png");
    assertThat(clerk.get("/api/staff/mandates/" + paper + "/content").status())
        .as("attack: a customer's file with something in it, for the branch's machines (DOC-5)")
        .isEqualTo(404);
    assertThat(signer.browser().get(Signing.path(paper) + "/content").status()).isEqualTo(200);
    var stranger = new Browser(WORLD).loggedIn(signing.people().clerk(StaffRole.OFFICER));
    assertThat(stranger.get(used).json().getJsonArray("items")).isEmpty();
  }

  @Test
  @DisplayName("CERT-4, as the table says: who asks for whose certificate with which mandate")
  void table() {
    var representative = signing.representative();
    var other = signing.colleague(representative, UserRole.REPRESENTATIVE);
    var administrator = signing.colleague(representative, UserRole.ADMINISTRATOR);
    var second = signing.colleague(representative, UserRole.ADMINISTRATOR);
    var signer = signing.colleague(representative, UserRole.SIGNER);

    assertThat(need(representative, representative)).isEqualTo("none");
    assertThat(need(representative, other)).isEqualTo("none");
    assertThat(need(administrator, representative)).isEqualTo("none");
    assertThat(need(representative, administrator)).isEqualTo("system-or-paper");
    assertThat(need(administrator, second)).isEqualTo("system-or-paper");
    assertThat(need(administrator, signer)).isEqualTo("system-or-paper");
    assertThat(need(administrator, administrator)).isEqualTo("paper");
    assertThat(need(signer, signer)).isEqualTo("paper");
    assertThat(signer.browser().get(path(representative, "/signing")).status()).isEqualTo(404);

    assertThat(request(administrator, representative, "").status()).isEqualTo(201);
    assertThat(request(representative, representative, "").code()).isEqualTo("request-open");
    assertThat(complaint(request(administrator, signer, ""))).isEqualTo("mandate-missing");
    String mandate = signedFor(administrator, signer);
    assertThat(complaint(request(representative, signer, mandate)))
        .as("somebody else's mandate")
        .isEqualTo("mandate-missing");
    assertThat(request(administrator, signer, mandate).status()).isEqualTo(201);
  }

  @Test
  @DisplayName("DOC-3, DOC-4: what is no document is not taken; under scan it does not count yet")
  void notTaken() {
    var signer = signing.colleague(signing.representative(), UserRole.SIGNER);
    var answer = upload(signer, "委任状.exe", "MZ".getBytes(StandardCharsets.US_ASCII));
    assertThat(answer.code()).isEqualTo("file-refused");
    assertThat(upload(signer, "委任状.pdf", new byte[0]).code()).isEqualTo("file-refused");
  }

  @Test
  @DisplayName("Attack: a viewer sends bodies that he may not send: refused before they are read")
  void notAllowed() throws IOException {
    var viewer = signing.colleague(signing.representative(), UserRole.VIEWER);
    var url = WORLD.url("/");
    try (var socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(10_000);
      String head =
          """
          POST /api/mandates/files?purpose=certificate-request HTTP/1.1
          Host: localhost:%d
          Cookie: natsuin_mypage=%s
          Content-Type: application/octet-stream
          X-File-Name: a.pdf
          Content-Length: 1000

          """
              .formatted(url.getPort(), viewer.browser().cookie("natsuin_mypage"))
              .replace("\n", "\r\n");
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      var line = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      assertThat(line.readLine()).as("nobody waits for the body").contains(" 403 ");
    }
  }

  @Test
  @DisplayName("UI-2: 「削除」 takes an uploaded one away; nobody else can")
  void deleted() {
    var representative = signing.representative();
    var administrator = signing.colleague(representative, UserRole.ADMINISTRATOR);
    String paper = uploads(administrator, "委任状.pdf", pdf());
    awaitClean(administrator, paper);
    assertThat(representative.browser().delete(Signing.path(paper)).status()).isEqualTo(404);
    assertThat(administrator.browser().delete(Signing.path(paper)).status()).isEqualTo(204);
    assertThat(administrator.browser().get(Signing.path(paper)).status()).isEqualTo(404);
  }

  @Test
  @DisplayName(
      "USER-1: the blank form 「委任状（電子契約サービス用）」 is there for every customer, as pdftotext reads it")
  void blankForm() throws Exception {
    var representative = signing.representative();
    var viewer = signing.colleague(representative, UserRole.VIEWER);
    assertThat(new Browser(WORLD).get("/api/mandates/blank.pdf").status()).isEqualTo(401);
    var file = Files.createTempFile("blank", ".pdf");
    var request =
        viewer
            .browser()
            .request("/api/mandates/blank.pdf")
            .header("Cookie", "natsuin_mypage=" + viewer.browser().cookie("natsuin_mypage"))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofFile(file));
      assertThat(answer.statusCode()).isEqualTo(200);
    }
    var reading =
        new ProcessBuilder("pdftotext", "-layout", "-enc", "UTF-8", file.toString(), "-")
            .redirectErrorStream(true)
            .start();
    String text = new String(reading.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(text.lines().filter(line -> line.contains("委任状（電子契約サービス用）"))).isNotEmpty();
    assertThat(text).contains("実印", "住所", "□ 管理者", "□ 署名者", "御中").doesNotContain("{");
    assertThat(text).as("one page").containsOnlyOnce("\f");
  }

  private static byte[] pdf() {
    return HtmlToPdf.render("<html><head><title>委任状</title></head><body><p>x</p></body></html>");
  }

  private static Browser.Answer upload(Signing.Seat seat, String name, byte[] content) {
    return seat.browser()
        .send(
            seat.browser()
                .request("/api/mandates/files?purpose=certificate-request")
                .setHeader("Content-Type", "application/octet-stream")
                .setHeader(
                    "X-File-Name",
                    java.net.URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(content)));
  }

  private static String uploads(Signing.Seat seat, String name, byte[] content) {
    var answer = upload(seat, name, content);
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(201);
    return answer.json().getString("id");
  }

  private static void awaitClean(Signing.Seat seat, String mandate) {
    await()
        .atMost(java.time.Duration.ofSeconds(30))
        .until(
            () ->
                seat.browser()
                    .get(Signing.path(mandate))
                    .json()
                    .getJsonObject("file")
                    .getString("state")
                    .equals("clean"));
  }

  private static String signedFor(Signing.Seat grantor, Signing.Seat agent) {
    var drafted =
        grantor
            .browser()
            .post(
                "/api/mandates",
                new JsonObject()
                    .put("purpose", "certificate-request")
                    .put("user", agent.person().id().toString()));
    assertThat(drafted.status()).as(drafted.http().body()).isEqualTo(201);
    String mandate = drafted.json().getString("id");
    assertThat(Signing.signs(grantor, signing.authorizes(grantor, mandate)).status())
        .isEqualTo(200);
    return mandate;
  }

  private static String path(Signing.Seat of, String rest) {
    return "/api/users/" + of.person().id() + rest;
  }

  private static JsonObject signing(Signing.Seat viewer, Signing.Seat of) {
    return viewer.browser().get(path(of, "/signing")).json();
  }

  private static String need(Signing.Seat viewer, Signing.Seat of) {
    return signing(viewer, of).getString("mandate");
  }

  private static Browser.Answer request(Signing.Seat by, Signing.Seat of, String mandate) {
    return by.browser()
        .post(
            path(of, "/certificate-requests"),
            new JsonObject(Map.of("reason", "validity-extended", "mandate", mandate)));
  }

  private static String complaint(Browser.Answer answer) {
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(422);
    return answer.json().getJsonArray("errors").getJsonObject(0).getString("code");
  }
}
