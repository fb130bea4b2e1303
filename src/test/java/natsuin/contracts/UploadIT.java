package natsuin.contracts;

import static natsuin.contracts.Counter.paper;
import static natsuin.contracts.Counter.tryUpload;
import static natsuin.contracts.Counter.upload;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import natsuin.kernel.StaffRole;
import natsuin.testkit.Browser;
import natsuin.testkit.World;
import natsuin.users.Branch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName(
    "A file is examined when staff upload it, and kept only if it may be signed (CONTRACT-9)")
class UploadIT {
  @RegisterExtension static final World WORLD = new World();
  private static final int LIMIT = 50 << 20;

  private final Counter counter = new Counter(WORLD);
  private Branch branch;
  private Browser officer;

  @BeforeEach
  void anOfficer() {
    branch = counter.people().branch();
    officer = new Browser(WORLD).loggedIn(counter.people().clerk(branch, StaffRole.OFFICER));
  }

  @Test
  void anAcceptedFileIsDescribedAndCanBeReadBack() throws Exception {
    byte[] pdf = paper("金銭消費貸借契約書");
    var answer = tryUpload(officer, pdf, "契約書 1.pdf");
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(201);
    var upload = answer.json();
    assertThat(upload.getString("fileName")).isEqualTo("契約書 1.pdf");
    assertThat(upload.getInteger("pages")).isEqualTo(1);
    assertThat(upload.getInteger("size")).isEqualTo(pdf.length);
    assertThat(upload.getString("sha256"))
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(pdf)));
    assertThat(upload.getInteger("existingSignatures")).isZero();
    var content = officer.get("/api/staff/uploads/" + upload.getString("id") + "/content");
    assertThat(content.header("Content-Type")).contains("application/pdf");
    assertThat(content.header("Content-Length")).contains(Integer.toString(pdf.length));
    assertThat(content.header("Content-Security-Policy").orElseThrow()).startsWith("sandbox");
  }

  @Test
  void aColleagueMayGoOnAndAnotherBranchSeesNothing() {
    String path = "/api/staff/uploads/" + upload(officer, paper("a"), "a.pdf");
    var colleague = new Browser(WORLD).loggedIn(counter.people().clerk(branch, StaffRole.APPROVER));
    assertThat(colleague.get(path + "/content").status()).isEqualTo(200);
    for (var role : StaffRole.values()) {
      var elsewhere = new Browser(WORLD).loggedIn(counter.people().clerk(role));
      assertThat(elsewhere.get(path + "/content").status()).as(role.code()).isEqualTo(404);
      assertThat(elsewhere.delete(path).status()).as(role.code()).isEqualTo(404);
    }
    assertThat(officer.delete(path).status()).isEqualTo(204);
    assertThat(officer.get(path + "/content").status()).isEqualTo(404);
  }

  @Test
  void whatNoContractTookIsErasedAfterADay() {
    String path = "/api/staff/uploads/" + upload(officer, paper("a"), "a.pdf") + "/content";
    WORLD.clock().advance(Duration.ofHours(23));
    sweep();
    officer = new Browser(WORLD).loggedIn(counter.people().clerk(branch, StaffRole.OFFICER));
    assertThat(officer.get(path).status()).isEqualTo(200);
    WORLD.clock().advance(Duration.ofHours(2));
    sweep();
    officer = new Browser(WORLD).loggedIn(counter.people().clerk(branch, StaffRole.OFFICER));
    assertThat(officer.get(path).status()).isEqualTo(404);
    assertThat(kept()).isZero();
  }

  @Test
  void refusalNamesEveryReasonInTheReadersLanguage() {
    byte[] script = "%PDF-1.7\n1 0 obj\n<</Type/Catalog".getBytes(StandardCharsets.US_ASCII);
    var japanese = tryUpload(officer, script, "壊.pdf");
    assertThat(japanese.status()).isEqualTo(422);
    assertThat(japanese.code()).isEqualTo("pdf-refused");
    var reason = japanese.json().getJsonArray("errors").getJsonObject(0);
    assertThat(reason.getString("code")).isEqualTo("truncated");
    assertThat(reason.getString("message")).startsWith("ファイルが途中で切れています");
    var english = tryUpload(officer.speaking("en"), script, "x.pdf");
    assertThat(english.json().getJsonArray("errors").getJsonObject(0).getString("message"))
        .startsWith("The file breaks off");
    assertThat(kept()).isZero();
  }

  @Test
  @DisplayName("Not a PDF, whatever its name says; nothing at all")
  void notAPdf() {
    assertThat(
            reason(tryUpload(officer, "<html></html>".getBytes(StandardCharsets.UTF_8), "a.pdf")))
        .isEqualTo("not-a-pdf");
    assertThat(reason(tryUpload(officer, new byte[0], "a.pdf"))).isEqualTo("empty");
  }

  @Test
  @DisplayName("Attack: 400 MB that weigh 400 KB; answered, and the next upload is taken")
  void bomb() throws IOException {
    assertThat(reason(tryUpload(officer, bomb(400 << 20), "a.pdf"))).isEqualTo("expands-too-much");
    assertThat(tryUpload(officer, paper("a"), "a.pdf").status()).isEqualTo(201);
  }

  private static byte[] bomb(int size) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(packed)) {
      var zeros = new byte[1 << 20];
      for (int left = size; left > 0; left -= zeros.length) {
        deflater.write(zeros);
      }
    }
    var objects =
        List.of(
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>/Contents 4 0 R>>",
            "<</Filter/FlateDecode/Length " + packed.size() + ">>stream\n");
    var pdf = new ByteArrayOutputStream();
    pdf.writeBytes(ascii("%PDF-1.7\n"));
    var table = new StringBuilder("xref\n0 5\n0000000000 65535 f \n");
    int number = 0;
    for (String object : objects) {
      table.append("%010d 00000 n \n".formatted(pdf.size()));
      pdf.writeBytes(ascii(++number + " 0 obj\n" + object));
      if (object.endsWith("stream\n")) {
        pdf.writeBytes(packed.toByteArray());
        pdf.writeBytes(ascii("\nendstream"));
      }
      pdf.writeBytes(ascii("\nendobj\n"));
    }
    table.append("trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n" + pdf.size() + "\n%%EOF\n");
    pdf.writeBytes(ascii(table.toString()));
    return pdf.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../etc/passwd.pdf", "..\\..\\x.pdf", "a\r\nX-Evil: 1.pdf", "\"; x=\".pdf"})
  @DisplayName("Attack: path traversal and header injection through file names")
  void attackByName(String name) {
    var answer = tryUpload(officer, paper("a"), name);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().getString("fileName"))
        .doesNotContain("/", "\\", "..", "\r", "\n", "\"", ";", ":");
    var content = officer.get("/api/staff/uploads/" + answer.json().getString("id") + "/content");
    assertThat(content.header("X-Evil")).isEmpty();
    assertThat(content.header("Content-Disposition").orElseThrow())
        .matches("inline; filename=\"[^\"]+\\.pdf\"; filename\\*=UTF-8''[A-Za-z0-9%._-]+\\.pdf");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/json", "multipart/form-data; boundary=x", ""})
  @DisplayName("Attack: another content type, as a form of another site could send it")
  void anotherContentType(String type) {
    var request =
        officer
            .request("/api/staff/uploads?name=a.pdf")
            .POST(HttpRequest.BodyPublishers.ofByteArray(paper("a")));
    if (!type.isEmpty()) {
      request.setHeader("Content-Type", type);
    }
    assertThat(officer.send(request).status()).isEqualTo(415);
  }

  @Test
  @DisplayName("Attack: a body larger than the limit, announced or not")
  void oversized() throws Exception {
    var announced = rawUpload("Content-Length: " + (LIMIT + 1));
    try (announced) {
      assertThat(statusLine(announced)).contains(" 413 ");
    }
    var chunked = rawUpload("Transfer-Encoding: chunked");
    try (chunked) {
      var out = chunked.getOutputStream();
      byte[] mebibyte = new byte[1 << 20];
      try {
        for (int i = 0; i <= 51; i++) {
          out.write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
          out.write(mebibyte);
          out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
      } catch (IOException refusedMeanwhile) {
        assertThat(refusedMeanwhile).isNotNull();
      }
      assertThat(statusLine(chunked)).contains(" 413 ");
    }
    assertThat(kept()).isZero();
  }

  @Test
  @DisplayName("Attack: a body that is cut off in the middle leaves nothing, and no place taken")
  void cutOff() throws Exception {
    byte[] pdf = paper("a");
    for (int i = 0; i < 8; i++) {
      try (var socket = rawUpload("Content-Length: " + pdf.length)) {
        socket.getOutputStream().write(Arrays.copyOf(pdf, pdf.length / 2));
        socket.getOutputStream().flush();
      }
    }
    Awaitility.await().until(() -> tryUpload(officer, pdf, "a.pdf").status() == 201);
    assertThat(kept()).isEqualTo(1);
  }

  @Test
  @DisplayName("Attack: slow bodies (Slowloris) of one sender keep nobody else out")
  void slowBodies() throws Exception {
    byte[] pdf = paper("a");
    var slow = new Socket[4];
    try {
      for (int i = 0; i < slow.length; i++) {
        slow[i] = rawUpload("Content-Length: " + pdf.length);
        slow[i].getOutputStream().write(pdf, 0, 10);
        slow[i].getOutputStream().flush();
      }
      Awaitility.await().until(() -> tryUpload(officer, pdf, "a.pdf").status() == 503);
      var busy = tryUpload(officer, pdf, "a.pdf");
      assertThat(busy.code()).isEqualTo("busy");
      assertThat(busy.header("Retry-After")).isPresent();
      assertThat(officer.get("/api/staff/contracts").status()).as("everything else").isEqualTo(200);
      var colleague =
          new Browser(WORLD).loggedIn(counter.people().clerk(branch, StaffRole.OFFICER));
      assertThat(tryUpload(colleague, pdf, "a.pdf").status()).isEqualTo(201);
      var answers = new ArrayList<String>();
      for (var socket : slow) {
        answers.add(statusLine(socket));
      }
      // One of our own tries may have had the second place when the others came.
      assertThat(answers)
          .as("given up after silent seconds")
          .allMatch(line -> line.contains(" 400 ") || line.contains(" 503 "))
          .filteredOn(line -> line.contains(" 400 "))
          .hasSizeBetween(1, 2);
    } finally {
      for (var socket : slow) {
        socket.close();
      }
    }
    assertThat(tryUpload(officer, pdf, "a.pdf").status()).isEqualTo(201);
  }

  private Socket rawUpload(String length) throws IOException {
    var url = WORLD.url("/");
    var socket = new Socket(url.getHost(), url.getPort());
    socket.setSoTimeout(60_000);
    String head =
        """
        POST /api/staff/uploads?name=a.pdf HTTP/1.1
        Host: localhost:%d
        Cookie: natsuin_staff=%s
        Content-Type: application/pdf
        %s

        """
            .formatted(url.getPort(), officer.cookie("natsuin_staff"), length)
            .replace("\n", "\r\n");
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    return socket;
  }

  private static String statusLine(Socket socket) throws IOException {
    var line = new StringBuilder();
    for (int c = socket.getInputStream().read(); c >= 0 && c != '\r'; ) {
      line.append((char) c);
      c = socket.getInputStream().read();
    }
    return line.toString();
  }

  private static String reason(Browser.Answer answer) {
    assertThat(answer.status()).isEqualTo(422);
    return answer.json().getJsonArray("errors").stream()
        .map(one -> ((JsonObject) one).getString("code"))
        .findFirst()
        .orElseThrow();
  }

  private long kept() {
    return counter.count("select count(*) from upload where branch_id = $1", branch.id());
  }

  /** What the hourly timer does. */
  private static void sweep() {
    var node = WORLD.node();
    new UploadStore(
            node.database(),
            new natsuin.documents.DocumentStore(keys(), WORLD.clock()),
            keys(),
            WORLD.clock())
        .sweep(WORLD.clock().instant().minus(Duration.ofDays(1)))
        .await();
  }

  private static natsuin.documents.ContentKeyStore keys() {
    return new natsuin.documents.ContentKeyStore(
        new natsuin.vault.EnvelopeKeys(WORLD.node().keys().master()), WORLD.clock());
  }
}
