package natsuin.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import natsuin.audit.Audit;
import natsuin.documents.ContentKeyStore;
import natsuin.documents.DocumentStore;
import natsuin.kernel.StaffRole;
import natsuin.kernel.UserRole;
import natsuin.requests.Identification;
import natsuin.testkit.Browser;
import natsuin.testkit.World;
import natsuin.uploads.Samples;
import natsuin.uploads.UploadRoom;
import natsuin.vault.EnvelopeKeys;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Identity documents over the API, with real clamd. */
class IdentityIT {
  @RegisterExtension static final World WORLD = new World();
  private static final byte[] PICTURE = Samples.picture("png");
  private static Counter counter;

  @BeforeAll
  static void open() {
    counter = new Counter(WORLD);
  }

  @Test
  @DisplayName("DOC-1: opened first, then agreed to by its digest; nothing is uploaded before")
  void consentFirst() {
    var visitor = counter.visitor(counter.people.branch());
    var sha256 = visitor.view().getJsonObject("consent").getString("sha256");
    assertThat(visitor.upload("identity", "passport", 1, "a.png", PICTURE).code())
        .isEqualTo("consent-needed");
    var agree = new JsonObject().put("sha256", sha256);
    assertThat(visitor.browser.put(Counter.REQUEST + "/consent", agree).code())
        .isEqualTo("consent-not-opened");
    visitor.browser.get("/api/consent.pdf");
    assertThat(visitor.view().getJsonObject("consent").getBoolean("opened")).isTrue();
    var other = new JsonObject().put("sha256", "00" + sha256.substring(2));
    assertThat(visitor.browser.put(Counter.REQUEST + "/consent", other).code())
        .isEqualTo("consent-changed");
    assertThat(visitor.browser.put(Counter.REQUEST + "/consent", agree).status()).isEqualTo(200);
    assertThat(visitor.view().getJsonObject("consent").getString("agreedAt")).isNotNull();
    assertThat(
            count(
                "select count(*) from audit_event where action = 'consent.given' and subject ="
                    + " 'certificate-request:' || $1::uuid::text and detail->>'sha256' = $2",
                visitor.request.id(),
                sha256))
        .isOne();
  }

  @Test
  @DisplayName("DOC-1: another document of consent asks everybody again")
  void consentChanged() {
    var visitor = counter.visitor(counter.people.branch());
    visitor.agree();
    assertThat(visitor.view().getJsonObject("consent").getString("agreedAt")).isNotNull();
    count(
        "with x as (update consent set sha256 = '\\x00' where request_id = $1 returning 1) select"
            + " count(*) from x",
        visitor.request.id());
    assertThat(visitor.view().getJsonObject("consent").getString("agreedAt")).isNull();
    assertThat(visitor.upload("identity", "passport", 1, "a.png", PICTURE).code())
        .isEqualTo("consent-needed");
  }

  @Test
  @DisplayName("SEC-1: documents are forgotten when their time is over, keys and all")
  void forgottenInTime() {
    var visitor = counter.visitor(counter.people.branch());
    visitor.agree();
    visitor.upload("identity", "passport", 1, "旅券.png", PICTURE);
    visitor.becomes("identity", "clean");
    count(
        "with x as (update certificate_request set state = 'cancelled', moved_at = now() - interval"
            + " '31 d' where id = $1 returning 1) select count(*) from x",
        visitor.request.id());
    String files = "select count(*) from uploaded_file where subject_id = $1";
    assertThat(count(files, visitor.request.id())).isOne();
    assertThat(sweep()).isPositive();
    assertThat(count(files, visitor.request.id())).isZero();
    assertThat(
            count(
                "select count(*) from envelope_key k where purpose = 'uploaded-file' and not exists"
                    + " (select 1 from uploaded_file f where f.key_id = k.id)"))
        .isZero();
  }

  @Test
  @DisplayName("DOC-2: the kind decides the number of files; both parts before 「送信」")
  void allFilesBeforeSending() {
    var visitor = counter.visitor(counter.people.branch());
    visitor.agree();
    assertThat(visitor.submit().code()).isEqualTo("documents-missing");
    visitor.upload("identity", "driving-licence", 1, "表.png", PICTURE);
    visitor.becomes("identity", "clean");
    assertThat(visitor.upload("identity", "driving-licence", 3, "三.png", PICTURE).status())
        .isEqualTo(404);
    assertThat(visitor.upload("identity", "library-card", 1, "a.png", PICTURE).status())
        .isEqualTo(404);
    visitor.upload("employment", "business-card", 1, "名刺.png", PICTURE);
    visitor.becomes("employment", "clean");
    assertThat(visitor.submit().code()).as("the back is missing").isEqualTo("documents-missing");
    visitor.upload("identity", "passport", 1, "旅券.png", PICTURE);
    var file = visitor.becomes("identity", "clean");
    assertThat(file.getString("kind")).as("another kind replaces the first").isEqualTo("passport");
    assertThat(visitor.submit().status()).isEqualTo(200);
    assertThat(visitor.view().getString("state")).isEqualTo("under-review");
    assertThat(visitor.upload("identity", "passport", 1, "x.png", PICTURE).code())
        .isEqualTo("documents-sent");
    assertThat(visitor.browser.delete(Counter.REQUEST + "/files/" + file.getString("id")).code())
        .isEqualTo("documents-sent");
    assertThat(visitor.submit().code()).isEqualTo("documents-sent");
  }

  @Test
  @DisplayName("DOC-4: an infected file is named to the user and opened for nobody")
  void infectedForNobody() {
    var branch = counter.people.branch();
    var visitor = counter.visitor(branch);
    visitor.agree();
    visitor.upload("identity", "passport", 1, "旅券.docx", Samples.withEicar());
    var file = visitor.becomes("identity", "infected");
    assertThat(file.getString("virus")).contains("Eicar");
    assertThat(file.getString("fileName")).isEqualTo("旅券.docx");
    assertThat(visitor.submit().code()).isEqualTo("documents-missing");
    for (StaffRole role : StaffRole.values()) {
      assertThat(counter.staff(branch, role).get(page(visitor, file, 1)).status())
          .as(role.code())
          .isEqualTo(404);
    }
    var deleted = visitor.browser.delete(Counter.REQUEST + "/files/" + file.getString("id"));
    assertThat(deleted.status()).isEqualTo(200);
  }

  @Test
  @DisplayName("STAFF-1, STAFF-2, DOC-5: who sees, who decides; another branch finds nothing")
  void staffRights() {
    var branch = counter.people.branch();
    var visitor = counter.visitor(branch);
    visitor.sendsAll(PICTURE, Samples.picture("jpg"));
    var file = visitor.file("identity");
    var version = new JsonObject().put("version", visitor.view().getInteger("version"));
    String check = Counter.check(visitor.request.id());

    var strangers = new ArrayList<>(List.of(new Browser(WORLD), visitor.browser));
    strangers.add(
        new Browser(WORLD)
            .loggedIn(counter.people.customer(branch, UserRole.REPRESENTATIVE, null)));
    for (var browser : strangers) {
      for (String path : List.of(check, page(visitor, file, 1), "/api/staff/identity-checks")) {
        assertThat(browser.get(path).status()).as(path).isEqualTo(401);
      }
      assertThat(browser.post(check + "/approval", version).status()).isEqualTo(401);
    }
    var elsewhere = counter.staff(counter.people.branch(), StaffRole.APPROVER);
    assertThat(elsewhere.get(check).status()).isEqualTo(404);
    assertThat(elsewhere.get(page(visitor, file, 1)).status()).isEqualTo(404);
    assertThat(elsewhere.post(check + "/approval", version).status()).isEqualTo(404);
    assertThat(elsewhere.get("/api/staff/identity-checks").json().getInteger("total")).isZero();

    for (var role : List.of(StaffRole.OFFICER, StaffRole.AUDITOR)) {
      var only = counter.staff(branch, role);
      assertThat(only.get(check).status()).isEqualTo(200);
      assertThat(only.get(page(visitor, file, 1)).status()).isEqualTo(200);
      assertThat(only.post(check + "/approval", version).status()).isEqualTo(403);
      var back = version.copy().put("reason", "x");
      assertThat(only.post(check + "/return", back).status()).isEqualTo(403);
    }
    var approver = counter.staff(branch, StaffRole.APPROVER);
    var png = approver.get(page(visitor, file, 1));
    assertThat(png.header("Content-Type")).contains("image/png");
    assertThat(png.header("Content-Security-Policy").orElse("")).contains("sandbox");
    assertThat(approver.get(page(visitor, file, 2)).status()).isEqualTo(404);
    assertThat(approver.get(check).json().getJsonObject("person").getString("name")).contains("見本");
    assertThat(approver.post(check + "/approval", version).status()).isEqualTo(200);
    assertThat(visitor.view().getString("state")).isEqualTo("pin-due");
    assertThat(
            count(
                "select count(*) from audit_event where action = 'upload.viewed' and subject ="
                    + " 'uploaded-file:' || $1::uuid::text",
                java.util.UUID.fromString(file.getString("id"))))
        .isEqualTo(3);
  }

  @Test
  @DisplayName("DOC-5: two decide at the same time: one counts, the other is told")
  void twoAtOnce() {
    var branch = counter.people.branch();
    var visitor = counter.visitor(branch);
    visitor.sendsAll(PICTURE, Samples.picture("jpg"));
    var version = visitor.view().getInteger("version");
    String check = Counter.check(visitor.request.id());
    var first = counter.staff(branch, StaffRole.APPROVER);
    var second = counter.staff(branch, StaffRole.APPROVER);
    var approve =
        CompletableFuture.supplyAsync(
            () -> first.post(check + "/approval", new JsonObject().put("version", version)));
    var back =
        CompletableFuture.supplyAsync(
            () ->
                second.post(
                    check + "/return",
                    new JsonObject().put("version", version).put("reason", "不鮮明です")));
    assertThat(Stream.of(approve.join(), back.join()).map(Browser.Answer::status))
        .containsExactlyInAnyOrder(200, 409);
    assertThat(Stream.of(approve.join(), back.join()).map(Browser.Answer::code))
        .contains("changed-meanwhile");
  }

  @Test
  @DisplayName("DOC-5: sent back with a reason, replaced, sent once more, with mails")
  void sentBack() {
    var branch = counter.people.branch();
    var visitor = counter.visitor(branch);
    visitor.sendsAll(PICTURE, Samples.picture("jpg"));
    var approver = counter.staff(branch, StaffRole.APPROVER);
    String check = Counter.check(visitor.request.id());
    var body = new JsonObject().put("version", visitor.view().getInteger("version"));
    assertThat(approver.post(check + "/return", body.copy().put("reason", "  ")).status())
        .isEqualTo(422);
    assertThat(
            approver.post(check + "/return", body.copy().put("reason", "あ".repeat(501))).status())
        .isEqualTo(422);
    assertThat(approver.post(check + "/return", body.copy().put("reason", "有効期限が切れています")).status())
        .isEqualTo(200);
    assertThat(visitor.view().getString("returnReason")).isEqualTo("有効期限が切れています");
    assertThat(approver.get(page(visitor, visitor.file("identity"), 1)).status())
        .as("what is in the customer's hands is nobody's to see")
        .isEqualTo(404);
    visitor.upload("identity", "passport", 1, "新しい旅券.pdf", Samples.of("pdf"));
    visitor.becomes("identity", "clean");
    assertThat(visitor.submit().status()).isEqualTo(200);
    assertThat(visitor.view().getString("returnReason")).isNull();
    org.awaitility.Awaitility.await()
        .until(
            () ->
                WORLD.mailTo(visitor.customer.email()).stream()
                    .anyMatch(mail -> mail.text().contains("有効期限が切れています")));
  }

  @Test
  @DisplayName("DOC-5: face to face: nothing to upload, an officer records the meeting")
  void faceToFace() {
    var branch = counter.people.branch();
    var visitor = counter.new Visitor(branch, Identification.FACE_TO_FACE);
    assertThat(visitor.view().getJsonArray("parts")).isEmpty();
    var officer = counter.staff(branch, StaffRole.OFFICER);
    var body = new JsonObject().put("version", visitor.view().getInteger("version"));
    String check = Counter.check(visitor.request.id());
    assertThat(officer.post(check + "/approval", body).status()).isEqualTo(403);
    assertThat(counter.staff(branch, StaffRole.AUDITOR).post(check + "/meeting", body).status())
        .isEqualTo(403);
    assertThat(officer.post(check + "/meeting", body).status()).isEqualTo(200);
    assertThat(officer.post(check + "/meeting", body).code()).isEqualTo("changed-meanwhile");
    assertThat(visitor.view().getString("state")).isEqualTo("pin-due");
  }

  @Test
  @DisplayName("DOC-3: 20 MB and not a byte more; names from outside")
  void tooLarge() {
    var visitor = counter.visitor(counter.people.branch());
    visitor.agree();
    assertThat(
            visitor.upload("identity", "passport", 1, "a.png", new byte[(20 << 20) + 1]).status())
        .isEqualTo(413);
    assertThat(visitor.upload("identity", "passport", 1, "a.exe", PICTURE).code())
        .isEqualTo("file-refused");
    visitor.upload("identity", "passport", 1, "../../旅券.png", PICTURE);
    assertThat(visitor.becomes("identity", "clean").getString("fileName")).isEqualTo("旅券.png");
  }

  @Test
  @DisplayName("DOC-2: without an open request there is nothing to send")
  void noRequest() {
    var browser = new Browser(WORLD).loggedIn(counter.people.customer());
    assertThat(browser.get(Counter.REQUEST).code()).isEqualTo("no-request");
    assertThat(
            browser
                .post(Counter.REQUEST + "/submission", new JsonObject().put("version", 1))
                .code())
        .isEqualTo("no-request");
  }

  @Test
  @DisplayName("DOC-4, Attack: a colleague's file is not there for me")
  void colleaguesFile() {
    var branch = counter.people.branch();
    var one = counter.visitor(branch);
    var other = counter.visitor(branch);
    one.agree();
    one.upload("identity", "passport", 1, "旅券.png", PICTURE);
    var file = one.becomes("identity", "clean");
    assertThat(other.browser.delete(Counter.REQUEST + "/files/" + file.getString("id")).status())
        .isEqualTo(404);
    assertThat(one.file("identity").getString("id")).isEqualTo(file.getString("id"));
  }

  /** What each node does every hour. */
  private static int sweep() {
    var node = WORLD.node();
    var audit = new Audit(WORLD.clock());
    var keys = new ContentKeyStore(new EnvelopeKeys(node.keys().master()), WORLD.clock());
    var configuration = node.configuration();
    try (var room =
        new UploadRoom(
            node.vertx(),
            WORLD.database(),
            new DocumentStore(keys, WORLD.clock()),
            keys,
            audit,
            WORLD.clock(),
            configuration.uploads(),
            configuration.scanner(),
            file -> {})) {
      return new ForgetDocuments(
              WORLD.database(), WORLD.clock(), room.uploads(), configuration.identity())
          .whoseTimeIsOver()
          .await();
    }
  }

  private static String page(Counter.Visitor visitor, JsonObject file, int n) {
    return "%s/files/%s/pages/%d.png"
        .formatted(Counter.check(visitor.request.id()), file.getString("id"), n);
  }

  private static long count(String sql, Object... parameters) {
    return WORLD
        .database()
        .client()
        .preparedQuery(sql)
        .execute(io.vertx.sqlclient.Tuple.from(parameters))
        .map(rows -> rows.iterator().next().getLong(0))
        .await();
  }
}
