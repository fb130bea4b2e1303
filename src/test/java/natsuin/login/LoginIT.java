package natsuin.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import natsuin.kernel.StaffRole;
import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LoginIT {
  @RegisterExtension static final World WORLD = new World();
  private final People people = new People(WORLD);

  @Test
  @DisplayName("LOGIN-1: a customer logs in by mail address or MyPageID, in any case and width")
  void byEitherName() {
    var customer = people.customer();
    assertThat(new Browser(WORLD).logIn(customer.email(), People.PASSWORD).status()).isEqualTo(200);
    assertThat(new Browser(WORLD).logIn(customer.mypageId(), People.PASSWORD).status())
        .isEqualTo(200);
    String typed = " " + customer.email().toUpperCase(java.util.Locale.ROOT).replace('@', '＠');
    var answer = new Browser(WORLD).logIn(typed, People.PASSWORD);
    assertThat(answer.status()).isEqualTo(200);
    var user = answer.json().getJsonObject("user");
    assertThat(user.getString("email")).isEqualTo(customer.email());
    assertThat(user.getString("name")).isEqualTo("見本　太郎");
    assertThat(user.getBoolean("mustChangePassword")).isFalse();
    assertThat(answer.json().getInteger("idleSeconds")).isEqualTo(15 * 60);
  }

  @Test
  @DisplayName("SEC-2: the session's cookie is out of reach for scripts and for other sites")
  void cookie() {
    var customer = people.customer();
    var cookie =
        new Browser(WORLD).logIn(customer.email(), People.PASSWORD).setCookie("natsuin_mypage");
    assertThat(cookie)
        .containsIgnoringCase("HttpOnly")
        .contains("SameSite=Strict")
        .contains("Path=/");
    assertThat(cookie).doesNotContain("Expires").doesNotContain("Max-Age");
  }

  @Test
  @DisplayName("UI-1: mails follow the language that was chosen on the screen")
  void language() {
    var customer = people.customer();
    var browser = new Browser(WORLD).loggedIn(customer);
    var english = new io.vertx.core.json.JsonObject().put("language", "en");
    assertThat(browser.put("/api/session/language", english).status()).isEqualTo(204);
    assertThat(browser.put("/api/session/language", english.put("language", "fr")).status())
        .isEqualTo(422);
    browser.put(
        "/api/password",
        new io.vertx.core.json.JsonObject()
            .put("current", People.PASSWORD)
            .put("new", "Other2026pass"));
    org.awaitility.Awaitility.await().until(() -> !WORLD.mailTo(customer.email()).isEmpty());
    assertThat(WORLD.mailTo(customer.email()).getFirst().subject()).contains("password");
  }

  @Test
  @DisplayName("LOGIN-7: logging out ends the session on the server")
  void logOut() {
    var browser = new Browser(WORLD).loggedIn(people.customer());
    String token = browser.cookie("natsuin_mypage");
    assertThat(browser.delete("/api/session").status()).isEqualTo(204);
    assertThat(browser.cookie("natsuin_mypage")).isEmpty();
    var answer = browser.withCookie("natsuin_mypage", token).get("/api/session");
    assertThat(answer.code()).isEqualTo("not-logged-in");
  }

  @Test
  @DisplayName("SEC-2: a session that nobody uses ends after 15 minutes, one in use after 8 hours")
  void sessionEnds() {
    var browser = new Browser(WORLD).loggedIn(people.customer());
    for (int minutes = 0; minutes < 8 * 60 - 14; minutes += 14) {
      assertThat(browser.get("/api/session").status()).isEqualTo(200);
      WORLD.clock().advance(Duration.ofMinutes(14));
    }
    WORLD.clock().advance(Duration.ofMinutes(14));
    assertThat(browser.get("/api/session").status()).as("after 8 hours").isEqualTo(401);
    var idle = new Browser(WORLD).loggedIn(people.customer());
    WORLD.clock().advance(Duration.ofMinutes(16));
    assertThat(idle.get("/api/session").status()).as("after 16 idle minutes").isEqualTo(401);
  }

  @Test
  @DisplayName(
      "LOGIN-2: the new password's faults are told at their fields, in the reader's language")
  void passwordFaults() {
    var browser = new Browser(WORLD).loggedIn(people.customer()).speaking("en");
    var answer =
        browser.put(
            "/api/password", new JsonObject().put("current", "Wrong00000").put("new", "short"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().getJsonArray("errors").encode())
        .contains("\"field\":\"current\",\"code\":\"wrong\"")
        .contains("\"field\":\"new\",\"code\":\"too-short\"")
        .contains("10");
  }

  @Test
  @DisplayName("LOGIN-7: changing the password ends the other sessions and keeps this one")
  void changePassword() {
    var customer = people.customer();
    var here = new Browser(WORLD).loggedIn(customer);
    var there = new Browser(WORLD).loggedIn(customer);
    var change = new JsonObject().put("current", People.PASSWORD).put("new", "Changed12345");
    assertThat(here.put("/api/password", change).status()).isEqualTo(204);
    assertThat(here.get("/api/session").status()).isEqualTo(200);
    assertThat(there.get("/api/session").status()).isEqualTo(401);
    assertThat(new Browser(WORLD).logIn(customer.email(), People.PASSWORD).code())
        .isEqualTo("login-refused");
    assertThat(new Browser(WORLD).logIn(customer.email(), "Changed12345").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("LOGIN-1: a temporary password leads to a new one and nowhere else, then expires")
  void temporaryPassword() {
    var until = WORLD.clock().instant().plus(Duration.ofDays(7));
    var fresh = people.customerWithTemporaryPassword(until);
    var browser = new Browser(WORLD).loggedIn(fresh);
    assertThat(
            browser
                .get("/api/session")
                .json()
                .getJsonObject("user")
                .getBoolean("mustChangePassword"))
        .isTrue();
    assertThat(browser.get("/api/notices").code()).isEqualTo("password-change-required");
    var change = new JsonObject().put("current", People.PASSWORD).put("new", "Changed12345");
    assertThat(people.hasLoggedIn(fresh)).as("LOGIN-5: not before").isFalse();
    assertThat(browser.put("/api/password", change).status()).isEqualTo(204);
    assertThat(people.hasLoggedIn(fresh)).isTrue();
    assertThat(browser.get("/api/notices").status()).isEqualTo(200);

    var late = people.customerWithTemporaryPassword(WORLD.clock().instant());
    assertThat(new Browser(WORLD).logIn(late.email(), People.PASSWORD).code())
        .isEqualTo("temporary-password-expired");
    assertThat(new Browser(WORLD).logIn(late.email(), "Wrong00000").code())
        .as("only whoever knows it learns that it expired")
        .isEqualTo("login-refused");
  }

  @Test
  @DisplayName("STAFF-1: staff log in by password and a code from a mail")
  void staff() {
    var clerk = people.clerk(StaffRole.OFFICER);
    var browser = new Browser(WORLD);
    var sent = browser.staffPassword(clerk.login(), People.PASSWORD);
    assertThat(sent.status()).isEqualTo(202);
    assertThat(sent.json().getString("sentTo")).isEqualTo("s***@bank.example.jp");
    assertThat(browser.get("/api/staff/session").status()).isEqualTo(401);
    String code = browser.nextCode(clerk.email(), 0);
    var mail = WORLD.mailTo(clerk.email()).getFirst();
    assertThat(mail.subject()).contains("認証コードのお知らせ").doesNotContain(code);
    String wrong = code.equals("000000") ? "000001" : "000000";
    var refused = browser.staffCode(wrong);
    assertThat(refused.code()).isEqualTo("code-wrong");
    assertThat(refused.json().getInteger("triesLeft")).isEqualTo(4);
    var in = browser.staffCode(" " + fullWidth(code.substring(0, 3)) + "　" + code.substring(3));
    assertThat(in.status()).isEqualTo(200);
    assertThat(in.json().getJsonObject("staff").getJsonObject("branch").getString("id"))
        .isEqualTo(clerk.branch().id().toString());
    assertThat(browser.get("/api/staff/session").status()).isEqualTo(200);
    assertThat(browser.staffCode(code).code())
        .as("the attempt is over")
        .isEqualTo("login-attempt-expired");
  }

  @Test
  @DisplayName("STAFF-1: officers see their branch, head office sees all")
  void branches() {
    people.branch();
    var officer = new Browser(WORLD).loggedIn(people.clerk(StaffRole.OFFICER));
    var headOffice = new Browser(WORLD).loggedIn(people.clerk(StaffRole.HEAD_OFFICE));
    assertThat(branchesOf(officer)).isEqualTo(1);
    assertThat(branchesOf(headOffice)).isGreaterThan(1);
  }

  private static int branchesOf(Browser browser) {
    return browser
        .get("/api/staff/session")
        .json()
        .getJsonObject("staff")
        .getJsonArray("branches")
        .size();
  }

  private static String fullWidth(String digits) {
    var wide = new StringBuilder();
    digits.chars().forEach(c -> wide.append((char) (c - '0' + '０')));
    return wide.toString();
  }
}
