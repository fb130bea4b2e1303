package natsuin.evidence;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import natsuin.testkit.Axe;
import natsuin.testkit.Chromium;
import natsuin.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("SIG-4: anybody has any PDF verified, and nothing of it is kept")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VerifyAnyPdfIT {
  private static final int KNOCKS = 14;

  @RegisterExtension static final World WORLD = new World().with("throttle.requests", "" + KNOCKS);

  private static byte[] signed;
  private static byte[] forged;
  private static Chromium chromium;

  @BeforeAll
  static void somebodyElseSigns() {
    signed = new ForeignMaker(WORLD.clock()).signedTwice();
    forged = ForeignMaker.withNoteOverPage(signed);
    chromium = new Chromium(WORLD);
  }

  @AfterAll
  static void stopBrowser() {
    chromium.close();
  }

  @Test
  @Order(1)
  @DisplayName("who signed elsewhere is not known here, which is told apart from broken")
  void strangersAuthority() {
    var answer = post(signed, "application/json");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var report = new JsonObject(answer.body());
    assertThat(report.getString("verdict")).isEqualTo("INDETERMINATE");
    assertThat(report.getString("summary")).startsWith("文書は署名された時のままですが");
    assertThat(objects(report.getJsonArray("signatures"))).hasSize(2);
    for (JsonObject signature : objects(report.getJsonArray("signatures"))) {
      assertThat(codes(signature)).contains("authority-unknown");
      assertThat(objects(signature.getJsonArray("reasons")))
          .noneMatch(reason -> reason.getString("verdict").equals("INVALID"));
    }
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  @Order(2)
  @DisplayName("attack, incremental saving: what was changed after each signature is named")
  void whatChangedAfterEachSignature() {
    var report = new JsonObject(post(forged, "application/json").body());
    assertThat(report.getString("verdict")).isEqualTo("INVALID");
    assertThat(codes(report)).contains("changed-annotation-on-page");
    var first = objects(report.getJsonArray("signatures")).getFirst();
    int covered = first.getJsonObject("coverage").getInteger("revision");
    var since =
        objects(report.getJsonArray("changes")).stream()
            .filter(change -> change.getInteger("revision") > covered)
            .toList();
    assertThat(since).anyMatch(change -> change.getString("kind").equals("signature"));
    assertThat(since)
        .anyMatch(
            change ->
                change.getString("kind").equals("annotation")
                    && !change.getBoolean("permitted")
                    && change.getInteger("page") == 1);
  }

  @Test
  @Order(3)
  @DisplayName("long work tells how far it is, line by line")
  void progressInLines() {
    var answer = post(signed, "application/x-ndjson");
    var lines = answer.body().lines().map(JsonObject::new).toList();
    assertThat(lines.stream().map(line -> line.getString("step")))
        .containsSubsequence("reading", "comparing", "comparing", "validating");
    assertThat(lines.getLast().getJsonObject("report").getString("verdict"))
        .isEqualTo("INDETERMINATE");
    for (int i = 0; i < 5; i++) { // refused at once: the refusal must not overtake what came before
      var broken = post("%PDF-1.7\nnothing".getBytes(UTF_8), "application/x-ndjson");
      assertThat(broken.statusCode()).isEqualTo(200);
      var told = broken.body().lines().map(JsonObject::new).toList();
      assertThat(told.getFirst().getString("step")).isEqualTo("reading");
      assertThat(told.getLast().getJsonObject("problem").getString("code"))
          .isEqualTo("verification-damaged");
    }
  }

  @Test
  @Order(4)
  @DisplayName("what is no PDF, or too large, is refused; and nothing of any file was kept")
  void refusals() {
    assertThat(post("hello".getBytes(UTF_8), "application/json").statusCode()).isEqualTo(422);
    assertThat(send(HttpRequest.newBuilder().header("Content-Type", "text/plain"), signed))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(415);
    assertThat(post(new byte[(20 << 20) + 1], "application/json").statusCode()).isEqualTo(413);
    assertThat(rows("blob")).isZero();
    assertThat(rows("upload")).isZero();
    assertThat(rows("audit_event where action like 'verif%'")).isZero();
  }

  @Test
  @Order(5)
  @DisplayName("on the page: dropped or chosen, watched, and read; axe finds nothing")
  void onThePage() {
    for (int width : List.of(1280, 390)) {
      var look = width == 390 ? ColorScheme.DARK : ColorScheme.LIGHT;
      try (var desk = chromium.desk(width, look);
          Page page = desk.newPage()) {
        page.navigate("/verify");
        assertThat(page.locator("h1")).hasText("PDFの署名を検証");
        assertThat(Axe.findings(page)).isEmpty();
        picture(page, "verify-empty-" + width);
        choose(page, "写真.png", new byte[] {1, 2, 3});
        assertThat(page.locator("#result")).containsText("PDFファイルを選んでください");
        page.keyboard().press("Enter"); // the button for another one has the focus
        choose(page, "注文書.pdf", signed);
        assertThat(page.locator("#result h2")).hasText("署名者を確認できません");
        assertThat(page.locator("#result .since").first()).containsText("電子署名の追加");
        assertThat(Axe.findings(page)).isEmpty();
        picture(page, "verify-stranger-" + width);
        page.locator("#again").press("Enter");
        choose(page, "注文書.pdf", forged);
        assertThat(page.locator("#result h2")).hasText("無効");
        assertThat(page.locator("#result .forbidden").first())
            .containsText("注釈・スタンプの追加または変更（1ページ） 許容されない変更");
        picture(page, "verify-forged-" + width);
      }
    }
    assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  @Order(6)
  @DisplayName("attack: whoever sends file after file is asked to wait")
  void flood() {
    int status = 200;
    for (int i = 0; i <= KNOCKS && status != 429; i++) {
      status = post("%PDF-".getBytes(UTF_8), "application/json").statusCode();
    }
    assertThat(status).isEqualTo(429);
  }

  private static void choose(Page page, String name, byte[] file) {
    String type = name.endsWith(".pdf") ? "application/pdf" : "image/png";
    page.locator("#choose").setInputFiles(new FilePayload[] {new FilePayload(name, type, file)});
  }

  private static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "pictures", name + ".png")));
  }

  private static HttpResponse<String> post(byte[] file, String accept) {
    return send(
        HttpRequest.newBuilder().header("Content-Type", "application/pdf").header("Accept", accept),
        file);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request, byte[] file) {
    return WORLD.send(
        request
            .uri(WORLD.url("/api/verifications"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(file))
            .build());
  }

  private static long rows(String table) {
    return WORLD
        .database()
        .client()
        .query("select count(*) from " + table)
        .execute()
        .await()
        .iterator()
        .next()
        .getLong(0);
  }

  private static List<String> codes(JsonObject of) {
    return objects(of.getJsonArray("reasons")).stream()
        .map(each -> each.getString("code"))
        .toList();
  }

  private static List<JsonObject> objects(JsonArray array) {
    Stream<Object> all = array.stream();
    return all.map(JsonObject.class::cast).toList();
  }
}
