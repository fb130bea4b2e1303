package natsuin.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
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

class ApplicationAttackIT {
  @RegisterExtension static final World WORLD = new World().with("throttle.requests", "100000");

  private final People people = new People(WORLD);
  private final Applicants applicants = new Applicants(WORLD);
  private final Browser browser = new Browser(WORLD);
  private Branch branch = new Branch(UUID.randomUUID(), "", "", "");

  @BeforeEach
  void aBranch() {
    branch = people.branch();
  }

  @Test
  @DisplayName("Attack: the code of one's own application entered for another browser's")
  void otherBrowsersApplication() {
    var own = Applicants.individual(branch);
    browser.post("/api/applications", own);
    String code = applicants.code(own.getString("email"), 0);
    var victim = new Browser(WORLD);
    victim.post("/api/applications", Applicants.individual(branch));
    assertThat(Applicants.enter(victim, code).code()).isEqualTo("code-wrong");
    var nobody = new Browser(WORLD).withCookie("natsuin_application", "A".repeat(43));
    assertThat(Applicants.enter(nobody, code).code()).isEqualTo("no-application");
    assertThat(nobody.get("/api/applications/current").json().getString("state")).isEqualTo("none");
    assertThat(
            new Browser(WORLD)
                .withCookie("natsuin_application", "%00'; drop table application; --")
                .get("/api/applications/current")
                .json()
                .getString("state"))
        .isEqualTo("none");
  }

  @Test
  @DisplayName(
      "Attack: the form corrected after the code was sent, so that it approves other words")
  void codeForOtherWords() {
    var typed = Applicants.corporation(branch);
    browser.post("/api/applications", typed);
    String code = applicants.code(typed.getString("email"), 0);
    browser.put("/api/applications/current", typed.copy().put("name", "株式会社すり替え"));
    assertThat(Applicants.enter(browser, code).code()).isEqualTo("code-wrong");
  }

  @Test
  @DisplayName("Attack: a hundred codes at once are still five tries")
  void parallelGuesses() {
    var typed = Applicants.individual(branch);
    browser.post("/api/applications", typed);
    String code = applicants.code(typed.getString("email"), 0);
    var guesses =
        IntStream.range(0, 100)
            .mapToObj(i -> "%06d".formatted(i * 7919 % 1_000_000))
            .filter(guess -> !guess.equals(code))
            .map(
                guess ->
                    CompletableFuture.supplyAsync(
                        () ->
                            Applicants.enter(
                                new Browser(WORLD)
                                    .withCookie(
                                        "natsuin_application",
                                        browser.cookie("natsuin_application")),
                                guess)))
            .toList();
    var answers = guesses.stream().map(CompletableFuture::join).toList();
    assertThat(answers).filteredOn(one -> one.code().equals("code-wrong")).hasSize(4);
    assertThat(answers).noneMatch(one -> one.status() == 200);
    assertThat(Applicants.enter(browser, code).code()).isEqualTo("application-code-void");
  }

  @Test
  @DisplayName("Attack: the right code twice at once makes one application")
  void parallelRight() {
    var typed = Applicants.individual(branch);
    browser.post("/api/applications", typed);
    String code = applicants.code(typed.getString("email"), 0);
    var both =
        IntStream.range(0, 2)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () ->
                            Applicants.enter(
                                new Browser(WORLD)
                                    .withCookie(
                                        "natsuin_application",
                                        browser.cookie("natsuin_application")),
                                code)))
            .toList();
    both.forEach(CompletableFuture::join);
    var clerk = new Browser(WORLD).loggedIn(people.clerk(branch, StaffRole.OFFICER));
    assertThat(clerk.get("/api/staff/applications").json().getInteger("total")).isEqualTo(1);
  }

  @Test
  @DisplayName("Attack: two browsers apply for one address; only the first that is confirmed waits")
  void twoForOneAddress() {
    var typed = Applicants.individual(branch);
    browser.post("/api/applications", typed);
    String first = applicants.code(typed.getString("email"), 0);
    var other = new Browser(WORLD);
    other.post("/api/applications", typed);
    String second = applicants.code(typed.getString("email"), 1);
    assertThat(Applicants.enter(browser, first).status()).isEqualTo(200);
    assertThat(Applicants.enter(other, second).code()).isEqualTo("application-waiting");
  }

  @Test
  @DisplayName("Attack: fields that no form has (role, state, identifiers) change nothing")
  void massAssignment() {
    var typed =
        Applicants.corporation(branch)
            .put("role", "viewer")
            .put("state", "approved")
            .put("id", UUID.randomUUID().toString())
            .put("organization", UUID.randomUUID().toString())
            .put("borrower", true)
            .put("version", 99);
    String id = applicants.submitted(typed);
    assertThat(id).isNotEqualTo(typed.getString("id"));
    var clerk = new Browser(WORLD).loggedIn(people.clerk(branch, StaffRole.APPROVER));
    var seen = clerk.get("/api/staff/applications/" + id).json();
    assertThat(seen.getString("state")).isEqualTo("submitted");
    assertThat(seen.getJsonObject("fields").fieldNames())
        .doesNotContain("role", "state", "id", "organization", "borrower", "version");
    var wrong = Applicants.corporation(branch).put("branch", UUID.randomUUID().toString());
    assertThat(new Browser(WORLD).post("/api/applications", wrong).status()).isEqualTo(422);
    var odd = Applicants.corporation(branch).put("name", new JsonObject().put("x", 1));
    assertThat(new Browser(WORLD).post("/api/applications", odd).status()).isEqualTo(422);
    assertThat(new Browser(WORLD).post("/api/applications", odd.put("kind", 7)).status())
        .isEqualTo(422);
  }

  @Test
  @DisplayName("Attack: another site sends the form or the code in the applicant's name")
  void crossSite() {
    var foreign =
        browser
            .request("/api/applications")
            .header("Content-Type", "application/json")
            .header("Origin", "https://evil.example.jp")
            .POST(HttpRequest.BodyPublishers.ofString(Applicants.individual(branch).encode()));
    assertThat(browser.send(foreign).code()).isEqualTo("cross-site");
    var form =
        browser
            .request("/api/applications")
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString(Applicants.individual(branch).encode()));
    assertThat(browser.send(form).status()).isEqualTo(415);
  }

  @Test
  @DisplayName("Attack: a form of a megabyte, a field of thousands of characters")
  void oversized() {
    var huge = Applicants.corporation(branch).put("address", "東".repeat(400_000));
    assertThat(browser.post("/api/applications", huge).status()).isEqualTo(413);
    var longField = Applicants.corporation(branch).put("address", "東".repeat(8_000));
    assertThat(browser.post("/api/applications", longField).status()).isEqualTo(422);
  }

  @Test
  @DisplayName("Attack: an address of somebody else, to have us send him a stranger's words")
  void mailRelay() {
    var typed =
        Applicants.corporation(branch).put("name", "当選おめでとうございます").put("department", "詳細はこちら");
    browser.post("/api/applications", typed);
    String address = typed.getString("email");
    Awaitility.await().until(() -> !WORLD.mailTo(address).isEmpty());
    var mail = WORLD.mailTo(address).getFirst();
    assertThat(mail.subject() + mail.text())
        .doesNotContain("当選おめでとうございます")
        .doesNotContain("詳細はこちら")
        .doesNotContain("仮野");
  }

  @Test
  @DisplayName(
      "Attack: a customer's address typed by strangers uses up none of the customer's codes")
  void customersCodesLeft() {
    var clerk = people.clerk(branch, StaffRole.OFFICER);
    for (int i = 0; i < 6; i++) {
      var typed =
          Applicants.individual(branch)
              .put("email", clerk.email())
              .put("emailAgain", clerk.email());
      new Browser(WORLD).post("/api/applications", typed);
    }
    assertThat(new Browser(WORLD).staffPassword(clerk.login(), People.PASSWORD).status())
        .isEqualTo(202);
  }
}
