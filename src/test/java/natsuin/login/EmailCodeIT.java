package natsuin.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import natsuin.testkit.Browser;
import natsuin.testkit.Browser.Answer;
import natsuin.testkit.People;
import natsuin.testkit.World;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmailCodeIT {
  private static final String ATTEMPT = "natsuin_mypage_attempt";

  @RegisterExtension static final World WORLD = new World();

  private final People people = new People(WORLD);
  private final People.Customer customer = people.customer();
  private final Browser browser = new Browser(WORLD);

  @BeforeEach
  void addressWasChanged() {
    people.emailUnconfirmed(customer);
  }

  @Test
  @DisplayName(
      "LOGIN-6: after a changed mail address the next login asks for a code sent there, once")
  void nextLogin() {
    var first = browser.logIn(customer.email(), People.PASSWORD);
    assertThat(first.status()).isEqualTo(202);
    assertThat(first.json().getString("next")).isEqualTo("email-code");
    assertThat(first.json().getString("sentTo")).doesNotContain(customer.email());
    assertThat(first.setCookie(ATTEMPT))
        .containsIgnoringCase("HttpOnly")
        .contains("SameSite=Strict");
    assertThat(browser.get("/api/session").status()).as("half a session is none").isEqualTo(401);
    String code = browser.nextCode(customer.email(), 0);
    assertThat(code(browser, code.equals("000000") ? "000001" : "000000").code())
        .isEqualTo("code-wrong");
    assertThat(code(browser, code).status()).isEqualTo(200);
    assertThat(browser.get("/api/notices").status()).isEqualTo(200);
    assertThat(new Browser(WORLD).logIn(customer.email(), People.PASSWORD).status())
        .as("confirmed now")
        .isEqualTo(200);
  }

  @Test
  @DisplayName("Attack: the code in another browser than the password")
  void anotherBrowser() {
    browser.logIn(customer.email(), People.PASSWORD);
    String code = browser.nextCode(customer.email(), 0);
    var other = new Browser(WORLD);
    assertThat(code(other, code).code()).isEqualTo("login-attempt-expired");
    other.logIn(customer.email(), People.PASSWORD);
    Awaitility.await().until(() -> WORLD.mailTo(customer.email()).size() == 2);
    assertThat(code(other, code).code())
        .as("that code belongs to no attempt any more")
        .isEqualTo("code-wrong");
  }

  @Test
  @DisplayName("Attack: a half-session of one person with the code of another")
  void anothersCode() {
    var attacker = people.customer();
    people.emailUnconfirmed(attacker);
    var attackers = new Browser(WORLD);
    attackers.logIn(attacker.email(), People.PASSWORD);
    String own = attackers.nextCode(attacker.email(), 0);
    browser.logIn(customer.email(), People.PASSWORD);
    assertThat(code(browser, own).status()).isEqualTo(422);
    var forged = new Browser(WORLD).withCookie(ATTEMPT, browser.cookie(ATTEMPT) + "x");
    assertThat(code(forged, own).code()).isEqualTo("login-attempt-expired");
  }

  @Test
  @DisplayName("Attack: a half-session that is older than the password")
  void passwordChangedBetween() {
    browser.logIn(customer.email(), People.PASSWORD);
    String code = browser.nextCode(customer.email(), 0);
    people.setPassword(customer, "Changed12345");
    assertThat(code(browser, code).status()).isEqualTo(422);
    assertThat(browser.get("/api/session").status()).isEqualTo(401);
  }

  @Test
  @DisplayName("Attack: the code after 30 minutes, and a sixth guess")
  void lateAndOften() {
    browser.logIn(customer.email(), People.PASSWORD);
    String code = browser.nextCode(customer.email(), 0);
    for (int i = 0; i < 5; i++) {
      code(browser, code.equals("11111" + i) ? "222222" : "11111" + i);
    }
    assertThat(code(browser, code).code()).isEqualTo("code-void");
    browser.logIn(customer.email(), People.PASSWORD);
    String second = browser.nextCode(customer.email(), 1);
    WORLD.clock().advance(Duration.ofMinutes(31));
    assertThat(code(browser, second).code()).isEqualTo("login-attempt-expired");
  }

  @Test
  @DisplayName("LOGIN-4, LOGIN-6: an address that nobody has confirmed opens nothing by itself")
  void noRecoveryByUnconfirmedAddress() {
    assertThat(
            browser
                .post("/api/password-recovery", new JsonObject().put("login", customer.email()))
                .status())
        .isEqualTo(202);
    Awaitility.await().until(() -> !WORLD.mailTo(customer.email()).isEmpty());
    assertThat(WORLD.mailTo(customer.email()).getFirst().text())
        .doesNotContainPattern("(?m)^\\d{6}\\r?$");
  }

  @Test
  @DisplayName(
      "Attack: session fixation: a session that was there before the login is not the one after")
  void fixation() {
    var attacker = people.customer();
    var planted = new Browser(WORLD).loggedIn(attacker);
    String session = planted.cookie("natsuin_mypage");
    browser.withCookie("natsuin_mypage", session);
    browser.logIn(customer.email(), People.PASSWORD);
    code(browser, browser.nextCode(customer.email(), 0));
    assertThat(browser.cookie("natsuin_mypage")).isNotEqualTo(session);
    assertThat(planted.get("/api/session").status()).as("and it is over").isEqualTo(401);
  }

  private static Answer code(Browser browser, String code) {
    return browser.post("/api/session/code", new JsonObject().put("code", code));
  }
}
