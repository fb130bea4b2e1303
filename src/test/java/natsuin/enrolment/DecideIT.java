package natsuin.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import natsuin.boot.embedded.Mail;
import natsuin.kernel.StaffRole;
import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Branch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DecideIT {
  @RegisterExtension static final World WORLD = new World().with("throttle.requests", "100000");

  private final People people = new People(WORLD);
  private final Applicants applicants = new Applicants(WORLD);
  private Branch branch = new Branch(UUID.randomUUID(), "", "", "");
  private Browser approver = new Browser(WORLD);

  @BeforeEach
  void aBranchWithAnApprover() {
    branch = people.branch();
    approver = staff(StaffRole.APPROVER);
  }

  @Test
  @DisplayName(
      "APP-6: approval makes organization, representative and first request; three mails arrive,"
          + " none with both MyPageID and password")
  void approval() {
    var typed = Applicants.corporation(branch);
    String id = applicants.submitted(typed);
    var account = people.branch();
    var answer =
        approver.post(
            path(id) + "/approval",
            new JsonObject()
                .put("version", 2)
                .put("borrower", true)
                .put("accountBranch", account.code()));
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    assertThat(answer.json().getString("state")).isEqualTo("approved");

    String address = typed.getString("email");
    Awaitility.await().until(() -> WORLD.mailTo(address).size() == 4);
    var mails = WORLD.mailTo(address).subList(0, 3);
    assertThat(mails)
        .extracting(mail -> mail.subject().replaceAll("^【.*】", ""))
        .containsExactlyInAnyOrder("MyPageIDのお知らせ", "仮パスワードのお知らせ", "本人確認書類等アップロードのお願い");
    String mypageId = line(mails, "MyPageID: ");
    String password = line(mails, "仮パスワード: ");
    assertThat(mails)
        .noneMatch(mail -> mail.text().contains(mypageId) && mail.text().contains(password));
    var customer = new Browser(WORLD);
    var login = customer.logIn(mypageId, password);
    assertThat(login.status()).isEqualTo(200);
    var user = login.json().getJsonObject("user");
    assertThat(user.getString("role")).isEqualTo("representative");
    assertThat(user.getJsonObject("organization").getString("name"))
        .isEqualTo(typed.getString("name"));
    var row = CustomerRows.of(WORLD, address);
    assertThat(row.getString("state")).isEqualTo("documents-due");
    assertThat(row.getBoolean("borrower")).isTrue();
    assertThat(row.getString("account")).isEqualTo(account.code());
    assertThat(row.getString("title")).isEqualTo("代表取締役社長");
    assertThat(row.getBoolean("personal_signature")).isTrue();
  }

  @Test
  @DisplayName("APP-2, APP-6: an individual's organization bears the person's name")
  void individual() {
    var typed = Applicants.individual(branch);
    approve(applicants.submitted(typed));
    assertThat(CustomerRows.of(WORLD, typed.getString("email")).getString("name"))
        .isEqualTo("仮野　太郎");
  }

  @Test
  @DisplayName("APP-2: met face to face already, the PIN is next; otherwise the meeting is due")
  void faceToFace() {
    var met = Applicants.individual(branch).put("identification", "face-to-face");
    String id = applicants.submitted(met);
    var answer =
        approver.post(
            path(id) + "/approval",
            new JsonObject().put("version", 2).put("borrower", false).put("met", true));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(CustomerRows.of(WORLD, met.getString("email")).getString("state"))
        .isEqualTo("pin-due");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(WORLD.mailTo(met.getString("email")))
                    .extracting(mail -> mail.subject().replaceAll("^【.*】", ""))
                    .contains("初期PIN登録のお願い")
                    .doesNotContain("本人確認書類等アップロードのお願い"));
    var later = Applicants.individual(branch).put("identification", "face-to-face");
    approve(applicants.submitted(later));
    assertThat(CustomerRows.of(WORLD, later.getString("email")).getString("state"))
        .isEqualTo("meeting-due");
    var documents = applicants.submitted(Applicants.individual(branch));
    var wrong =
        approver.post(
            path(documents) + "/approval",
            new JsonObject().put("version", 2).put("borrower", false).put("met", true));
    assertThat(wrong.status()).isEqualTo(422);
  }

  @Test
  @DisplayName("APP-6: a refusal goes to the applicant with its reason; he may apply again")
  void refusal() {
    var typed = Applicants.corporation(branch);
    String id = applicants.submitted(typed);
    var empty = approver.post(path(id) + "/refusal", new JsonObject().put("version", 2));
    assertThat(empty.status()).isEqualTo(422);
    var answer =
        approver.post(
            path(id) + "/refusal",
            new JsonObject().put("version", 2).put("reason", "書類のお名前と一致しませんでした。"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().getString("reason")).isEqualTo("書類のお名前と一致しませんでした。");
    Awaitility.await().until(() -> WORLD.mailTo(typed.getString("email")).size() == 2);
    var mail = WORLD.mailTo(typed.getString("email")).getFirst();
    assertThat(mail.subject()).isEqualTo("【サンプル銀行】お申込み結果のお知らせ");
    assertThat(mail.text()).contains("書類のお名前と一致しませんでした。", "仮野　太郎 様");
    assertThat(applicants.submitted(typed)).isNotEqualTo(id);
  }

  @Test
  @DisplayName("APP-6, STAFF-1: officers and auditors look; another branch finds nothing")
  void whoMay() {
    String id = applicants.submitted(Applicants.corporation(branch));
    var yes = new JsonObject().put("version", 2).put("borrower", false);
    for (var role : List.of(StaffRole.OFFICER, StaffRole.AUDITOR)) {
      var looker = staff(role);
      assertThat(looker.get(path(id)).json().getBoolean("mayDecide")).isFalse();
      assertThat(looker.post(path(id) + "/approval", yes).status()).as("%s", role).isEqualTo(403);
      assertThat(looker.post(path(id) + "/refusal", yes.copy().put("reason", "理由")).status())
          .isEqualTo(403);
    }
    var other = new Browser(WORLD).loggedIn(people.clerk(StaffRole.APPROVER));
    assertThat(other.get(path(id)).status()).isEqualTo(404);
    assertThat(other.post(path(id) + "/approval", yes).status()).isEqualTo(404);
    assertThat(other.get("/api/staff/applications").json().getInteger("total")).isZero();
    var customer = new Browser(WORLD).loggedIn(people.customer());
    assertThat(customer.get(path(id)).status()).isEqualTo(401);
    assertThat(customer.post(path(id) + "/approval", yes).status()).isEqualTo(401);
    var headOffice = new Browser(WORLD).loggedIn(people.clerk(StaffRole.HEAD_OFFICE));
    assertThat(headOffice.post(path(id) + "/approval", yes).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("APP-5: what nobody confirmed is in no queue and cannot be decided on")
  void unconfirmed() {
    var begun = new Browser(WORLD).post("/api/applications", Applicants.corporation(branch));
    String id = begun.json().getString("id");
    assertThat(approver.get(path(id)).status()).isEqualTo(404);
    var yes = new JsonObject().put("version", 1).put("borrower", false);
    assertThat(approver.post(path(id) + "/approval", yes).status()).isEqualTo(404);
    assertThat(approver.get("/api/staff/applications").json().getInteger("total")).isZero();
  }

  @Test
  @DisplayName("Race: two approvers at once make one organization; the second is told who and when")
  void twoApprovers() {
    String id = applicants.submitted(Applicants.corporation(branch));
    var second = staff(StaffRole.APPROVER);
    var yes = new JsonObject().put("version", 2).put("borrower", false);
    var both =
        Stream.of(approver, second)
            .map(one -> CompletableFuture.supplyAsync(() -> one.post(path(id) + "/approval", yes)))
            .toList();
    var answers = both.stream().map(CompletableFuture::join).toList();
    assertThat(answers).extracting(Browser.Answer::status).containsExactlyInAnyOrder(200, 409);
    var late = answers.stream().filter(one -> one.status() == 409).findFirst().orElseThrow();
    assertThat(late.code()).isEqualTo("application-approved");
    assertThat(late.json().getString("detail")).contains("職員").containsPattern("\\d\\d:\\d\\d");
    assertThat(CustomerRows.organizations(WORLD, branch)).isEqualTo(1);
    var afterwards = approver.post(path(id) + "/refusal", yes.copy().put("reason", "やはり見送ります"));
    assertThat(afterwards.code()).isEqualTo("application-approved");
    var stale = applicants.submitted(Applicants.corporation(branch));
    assertThat(approver.post(path(stale) + "/approval", yes.copy().put("version", 1)).code())
        .isEqualTo("changed-meanwhile");
  }

  @Test
  @DisplayName("APP-4: an address that was taken meanwhile is refused clearly, and nothing is left")
  void addressTakenMeanwhile() {
    var typed = Applicants.corporation(branch);
    String id = applicants.submitted(typed);
    var customer = people.customer();
    WORLD
        .database()
        .client()
        .preparedQuery("update app_user set email = $2 where id = $1")
        .execute(Tuple.of(customer.id(), typed.getString("email")))
        .await();
    assertThat(approver.get(path(id)).json().getJsonArray("hints"))
        .extracting(hint -> ((JsonObject) hint).getString("match"))
        .contains("email-taken");
    var answer =
        approver.post(
            path(id) + "/approval", new JsonObject().put("version", 2).put("borrower", false));
    assertThat(answer.code()).isEqualTo("email-taken");
    assertThat(CustomerRows.organizations(WORLD, branch)).isZero();
    assertThat(approver.get(path(id)).json().getString("state")).isEqualTo("submitted");
  }

  @Test
  @DisplayName("APP-6: the branch is shown who has the same name, address or birth date")
  void hints() {
    var first = Applicants.corporation(branch);
    approve(applicants.submitted(first));
    var second =
        Applicants.corporation(branch)
            .put("name", first.getString("name"))
            .put("address", first.getString("address"));
    String id = applicants.submitted(second);
    String third = applicants.submitted(Applicants.soleProprietor(branch));
    var hints = approver.get(path(id)).json().getJsonArray("hints");
    assertThat(hints)
        .extracting(
            hint ->
                ((JsonObject) hint).getString("match")
                    + " "
                    + ((JsonObject) hint).getString("what"))
        .contains("same-name organization", "same-person user", "same-person application");
    assertThat(approver.get(path(third)).json().getString("name")).isEqualTo("仮野　太郎");
  }

  @Test
  @DisplayName(
      "STAFF-1, attack: asking for other branches' customers by applying under their names")
  void otherBranchesCustomers() {
    var first = Applicants.corporation(branch);
    approve(applicants.submitted(first));
    String waits =
        applicants.submitted(Applicants.corporation(branch).put("name", first.getString("name")));
    var elsewhere = people.branch();
    String id =
        applicants.submitted(
            Applicants.corporation(elsewhere).put("name", first.getString("name")));
    var looker = new Browser(WORLD).loggedIn(people.clerk(elsewhere, StaffRole.APPROVER));
    var seen = hintsOf(looker, id);
    assertThat(seen).extracting(hint -> hint.getString("what")).contains("organization");
    assertThat(seen)
        .allSatisfy(hint -> assertThat(hint.fieldNames()).containsOnly("match", "what", "branch"));
    assertThat(hintsOf(approver, waits))
        .anySatisfy(hint -> assertThat(hint.getString("name")).isEqualTo(first.getString("name")));
    var headOffice = new Browser(WORLD).loggedIn(people.clerk(StaffRole.HEAD_OFFICE));
    assertThat(hintsOf(headOffice, id))
        .isNotEmpty()
        .allSatisfy(hint -> assertThat(hint.getString("name")).isNotEmpty());
  }

  private static List<JsonObject> hintsOf(Browser reader, String id) {
    return reader.get(path(id)).json().getJsonArray("hints").stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  @Test
  @DisplayName("SEC-1: what was typed is erased in its time after the decision; that it was stays")
  void erasedAfterDecision() {
    String id = applicants.submitted(Applicants.corporation(branch));
    approve(id);
    WORLD.clock().advance(Duration.ofDays(30).plusMinutes(1));
    try (var eraser =
        new EraseApplications(
            WORLD.node().vertx(),
            WORLD.database(),
            WORLD.clock(),
            WORLD.node().configuration().enrolment())) {
      eraser.erase().await();
    }
    var view = staff(StaffRole.APPROVER).get(path(id)).json();
    assertThat(view.getString("state")).isEqualTo("approved");
    assertThat(view.fieldNames()).doesNotContain("fields", "name", "person");
  }

  private Browser staff(StaffRole role) {
    return new Browser(WORLD).loggedIn(people.clerk(branch, role));
  }

  private void approve(String id) {
    var answer =
        approver.post(
            path(id) + "/approval", new JsonObject().put("version", 2).put("borrower", false));
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
  }

  private static String line(List<Mail> mails, String label) {
    return mails.stream()
        .flatMap(mail -> mail.text().lines())
        .filter(text -> text.startsWith(label))
        .findFirst()
        .orElseThrow()
        .substring(label.length())
        .strip();
  }

  private static String path(String id) {
    return "/api/staff/applications/" + id;
  }
}
