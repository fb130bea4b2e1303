package natsuin.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Branch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ApplyIT {
  @RegisterExtension static final World WORLD = new World();
  private final Applicants applicants = new Applicants(WORLD);
  private final Browser browser = new Browser(WORLD);
  private Branch branch = new Branch(java.util.UUID.randomUUID(), "", "", "");

  @BeforeEach
  void aBranch() {
    branch = new People(WORLD).branch();
  }

  @Test
  @DisplayName("APP-2: a form that is complete is taken for each of the three kinds")
  void threeKinds() {
    Stream.of(
            Applicants.corporation(branch),
            Applicants.soleProprietor(branch),
            Applicants.individual(branch))
        .forEach(
            typed -> {
              var answer = new Browser(WORLD).post("/api/applications", typed);
              assertThat(answer.status()).as(answer.http().body()).isEqualTo(201);
              assertThat(answer.json().getString("email")).isEqualTo(typed.getString("email"));
            });
  }

  @Test
  @DisplayName("APP-3: what is wrong is told at its field, by the server too")
  void wrongFields() {
    var typed =
        Applicants.corporation(branch)
            .put("familyKana", "Karino")
            .put("emailAgain", "other@example.jp")
            .putNull("title")
            .put("branch", "no-such");
    typed.remove("address");
    var answer = browser.post("/api/applications", typed);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().getJsonArray("errors"))
        .extracting(error -> ((JsonObject) error).getString("field"))
        .contains("familyKana", "emailAgain", "address");
    assertThat(browser.cookie("natsuin_application")).isEmpty();
  }

  @Test
  @DisplayName("APP-5: the application counts once the code is entered; entered again it says so")
  void codeMakesItCount() {
    var typed = Applicants.corporation(branch);
    var begun = browser.post("/api/applications", typed);
    assertThat(begun.setCookie("natsuin_application"))
        .containsIgnoringCase("HttpOnly")
        .contains("SameSite=Strict")
        .contains("Path=/api/applications");
    var entered = browser.get("/api/applications/current").json();
    assertThat(entered.getString("state")).isEqualTo("entered");
    assertThat(entered.getJsonObject("fields").getString("name"))
        .isEqualTo(typed.getString("name"));

    String code = applicants.code(typed.getString("email"), 0);
    var mail = WORLD.mailTo(typed.getString("email")).getFirst();
    assertThat(mail.subject()).isEqualTo("【サンプル銀行】メールアドレス認証コードのお知らせ");
    var done = Applicants.enter(browser, code);
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.json().getString("number")).matches("A20\\d\\d-\\d{6}");
    assertThat(Applicants.enter(browser, code).json()).isEqualTo(done.json());

    var after = browser.get("/api/applications/current").json();
    assertThat(after.getString("state")).isEqualTo("submitted");
    assertThat(after.fieldNames())
        .as("nothing personal for who comes next")
        .doesNotContain("fields");
  }

  @Test
  @DisplayName("APP-5: 「お申込み情報入力へ」 corrects the address; only the newest code is good")
  void correctedAddress() {
    var typed = Applicants.individual(branch);
    browser.post("/api/applications", typed);
    String first = applicants.code(typed.getString("email"), 0);
    String right = Applicants.address();
    var corrected = typed.copy().put("email", right).put("emailAgain", right);
    var sent = browser.put("/api/applications/current", corrected);
    assertThat(sent.status()).isEqualTo(200);
    assertThat(sent.json().getString("email")).isEqualTo(right);
    assertThat(Applicants.enter(browser, first).code()).isEqualTo("code-wrong");
    assertThat(Applicants.enter(browser, applicants.code(right, 0)).status()).isEqualTo(200);
    assertThat(browser.put("/api/applications/current", typed).code())
        .isEqualTo("application-submitted");
  }

  @Test
  @DisplayName(
      "OTP-1, OTP-2: after 30 minutes, and after five wrong tries, the sentence leads back")
  void codeEnds() {
    var typed = Applicants.individual(branch);
    browser.post("/api/applications", typed);
    String code = applicants.code(typed.getString("email"), 0);
    String wrong = code.equals("000000") ? "111111" : "000000";
    for (int left = 4; left > 0; left--) {
      assertThat(Applicants.enter(browser, wrong).json().getInteger("triesLeft")).isEqualTo(left);
    }
    assertThat(Applicants.enter(browser, wrong).code()).isEqualTo("application-code-void");
    assertThat(Applicants.enter(browser, code).code())
        .as("Attack: the right code after five wrong ones")
        .isEqualTo("application-code-void");
    browser.put("/api/applications/current", typed);
    String second = applicants.code(typed.getString("email"), 1);
    WORLD.clock().advance(Duration.ofMinutes(30).plusSeconds(1));
    var late = Applicants.enter(browser, second);
    assertThat(late.code()).isEqualTo("application-code-expired");
    assertThat(late.json().getString("detail")).contains("「お申込み情報入力へ」");
  }

  @Test
  @DisplayName("APP-4: a stranger cannot tell an address with an account, or one that waits, apart")
  void strangersLearnNothing() {
    var customer = new People(WORLD).customer();
    String waiting = Applicants.address();
    applicants.submitted(with(Applicants.individual(branch), waiting));
    var unknown = answer(Applicants.address());
    for (String address : List.of(customer.email(), waiting)) {
      var known = answer(address);
      assertThat(known.status()).isEqualTo(unknown.status()).isEqualTo(201);
      assertThat(known.json().fieldNames()).isEqualTo(unknown.json().fieldNames());
      assertThat(known.http().headers().map().keySet())
          .isEqualTo(unknown.http().headers().map().keySet());
    }
    Awaitility.await().until(() -> !WORLD.mailTo(customer.email()).isEmpty());
    var mail = WORLD.mailTo(customer.email()).getFirst();
    assertThat(mail.text()).doesNotContainPattern("(?m)^\\d{6}$").contains("/password-recovery");
    Awaitility.await().until(() -> WORLD.mailTo(waiting).size() == 2);
    assertThat(WORLD.mailTo(waiting).getFirst().text())
        .doesNotContainPattern("(?m)^\\d{6}$")
        .contains("すでに受け付けています");
    var guessed = new Browser(WORLD);
    guessed.post("/api/applications", with(Applicants.individual(branch), customer.email()));
    assertThat(Applicants.enter(guessed, "123456").json().getInteger("triesLeft"))
        .as("wrong codes are counted as for anybody")
        .isEqualTo(4);
  }

  @Test
  @DisplayName("OTP-2: the sixth code within half an hour is refused, with how long to wait")
  void tooManySends() {
    var typed = Applicants.individual(branch);
    for (int i = 0; i < 5; i++) {
      assertThat(new Browser(WORLD).post("/api/applications", typed).status()).isEqualTo(201);
    }
    var sixth = new Browser(WORLD).post("/api/applications", typed);
    assertThat(sixth.code()).isEqualTo("too-many-codes");
    assertThat(sixth.header("Retry-After")).isPresent();
  }

  @Test
  @DisplayName(
      "SEC-1: what was typed stands nowhere readable, and is erased when nobody confirms it")
  void encryptedAndErased() {
    var typed = Applicants.corporation(branch);
    browser.post("/api/applications", typed);
    var rows = RawRows.of(WORLD, "application");
    assertThat(rows.hold("entered")).isTrue();
    assertThat(
            Stream.of(
                typed.getString("email"),
                "ためし工業",
                "仮野",
                "09012345678",
                browser.cookie("natsuin_application")))
        .noneMatch(rows::hold);
    WORLD.clock().advance(Duration.ofDays(3).plusMinutes(1));
    new EraseApplications(
            WORLD.node().vertx(),
            WORLD.database(),
            WORLD.clock(),
            WORLD.node().configuration().enrolment())
        .erase()
        .await();
    assertThat(browser.get("/api/applications/current").json().getString("state"))
        .isEqualTo("none");
    assertThat(Applicants.enter(browser, "123456").code()).isEqualTo("no-application");
  }

  private Browser.Answer answer(String address) {
    return new Browser(WORLD)
        .post("/api/applications", with(Applicants.individual(branch), address));
  }

  private static JsonObject with(JsonObject typed, String address) {
    return typed.put("email", address).put("emailAgain", address);
  }
}
