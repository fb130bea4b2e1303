package natsuin.employers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Locale;
import java.util.TreeMap;
import natsuin.testkit.Browser;
import natsuin.testkit.Browser.Answer;
import natsuin.testkit.EmployerSeat;
import natsuin.testkit.Employers;
import natsuin.testkit.Employers.Member;
import natsuin.testkit.TlsClient;
import natsuin.testkit.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("EMP-5: a master user's first registration")
class RegistrationIT {
  private static final String PATH = "/api/employer/registration";
  private static final String COOKIE = "natsuin_registration";
  private static final String PASSWORD = "Umi#no26ka";

  @RegisterExtension static final World WORLD = new World();

  private final Employers employers = new Employers(WORLD);
  private final Browser browser = browser();

  @Test
  @DisplayName("EMP-5: number and initial password, the form, a code, and a certificate can be had")
  void registers() {
    var master = employers.newMaster(employers.company());
    begin(master, 200);
    assertThat(browser.cookie(COOKIE)).isNotEmpty();
    var step = enter("Hanako26", "hanako@example.jp", 202).json();
    assertThat(step.getString("step")).isEqualTo("code");
    assertThat(step.encode()).doesNotContain(PASSWORD).doesNotContain("argon2");
    assertThat(browser.get(PATH).json().getString("userId")).isEqualTo("Hanako26");
    assertThat(code(browser.nextCode("hanako@example.jp", 0)).status()).isEqualTo(204);
    assertThat(browser.get(PATH).json().getString("step")).isEqualTo("login");
    await().until(() -> WORLD.mailTo("hanako@example.jp").size() == 2);
    assertThat(WORLD.mailTo("hanako@example.jp").getFirst().text())
        .contains("Hanako26")
        .doesNotContain(PASSWORD);
    var known =
        new Member(master.id(), master.company(), master.role(), "Hanako26", "hanako@example.jp");
    assertThat(new EmployerSeat(WORLD, known).password(PASSWORD).status()).isEqualTo(202);
    assertThat(new EmployerSeat(WORLD, known).password(Employers.INITIAL).status()).isEqualTo(401);
    assertThat(begin(browser(), master.company().number(), Employers.INITIAL).code())
        .as("an initial password is good once")
        .isEqualTo("registration-refused");
  }

  @Test
  @DisplayName("The code did not arrive: the address is corrected, nothing else is typed again")
  void wrongAddress() {
    var master = employers.newMaster(employers.company());
    begin(master, 200);
    enter("Jiro2026", "jirou@example.jp", 202);
    String first = browser.nextCode("jirou@example.jp", 0);
    var address =
        new JsonObject().put("email", "jiro@example.jp").put("emailAgain", "jiro@example.jp");
    assertThat(browser.put(PATH + "/email", address).status()).isEqualTo(202);
    assertThat(code(first).code()).as("the code went elsewhere").isEqualTo("code-wrong");
    assertThat(code(browser.nextCode("jiro@example.jp", 0)).status()).isEqualTo(204);
    assertThat(field(master, "email")).isEqualTo("jiro@example.jp");
  }

  @Test
  @DisplayName("EMP-2: a user ID that is taken is told at the field, case counts; so are bad ones")
  void fields() {
    var company = employers.company();
    var taken = employers.general(company);
    var master = employers.newMaster(company);
    begin(master, 200);
    var answer = enter(taken.userId(), "m@example.jp", 422);
    assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("field"))
        .isEqualTo("userId");
    assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("code"))
        .isEqualTo("user-id-taken");
    enter("hana2", "m@example.jp", 422);
    enter("onlyletters", "m@example.jp", 422);
    var initial = form("Hanako77", "m@example.jp").put("password", Employers.INITIAL);
    assertThat(browser.put(PATH, initial).http().body()).contains("password-is-initial");
    var weak = form("Hanako77", "m@example.jp").put("password", "abcdefgh");
    assertThat(browser.put(PATH, weak).status()).isEqualTo(422);
    assertThat(enter(taken.userId().toUpperCase(Locale.ROOT), "m@example.jp", 202).status())
        .isEqualTo(202);
  }

  @Test
  @DisplayName("Attack: unknown number, registered master, wrong password sound alike, six lock")
  void soundsAlike() {
    var company = employers.company();
    employers.master(company);
    var unknown = employers.company();
    for (String number : new String[] {company.number(), unknown.number(), "9999999999"}) {
      for (int i = 0; i < 5; i++) {
        var refused = begin(browser(), number, "Wrong-26!x");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("registration-refused");
      }
      assertThat(begin(browser(), number, "Wrong-26!x").code()).isEqualTo("registration-locked");
    }
  }

  @Test
  @DisplayName(
      "EMP-2, attack: whoever holds a letter asks for a hundred user IDs: too many requests")
  void asksWhoIsThere() {
    var company = employers.company();
    String taken = employers.master(company).userId();
    begin(employers.newMaster(employers.company()), 200);
    var told = new TreeMap<Integer, Integer>();
    for (int i = 0; i < 100; i++) {
      told.merge(browser.put(PATH, form(taken, "nobody@example.jp")).status(), 1, Integer::sum);
    }
    assertThat(told).containsOnlyKeys(422, 429);
    assertThat(told.get(422)).as("as the throttle has it").isEqualTo(60);
  }

  @Test
  @DisplayName("Attack: a stolen cookie's half, another browser, a code of before a new letter")
  void othersBrowser() {
    var master = employers.newMaster(employers.company());
    begin(master, 200);
    enter("Saburo26", "saburo@example.jp", 202);
    String code = browser.nextCode("saburo@example.jp", 0);
    var other = browser();
    assertThat(other.post(PATH + "/code", new JsonObject().put("code", code)).code())
        .isEqualTo("registration-expired");
    String forged = browser.cookie(COOKIE).substring(0, 30) + "AAAAAAAA";
    assertThat(other.withCookie(COOKIE, forged).get(PATH).json().getString("step"))
        .isEqualTo("login");
    WORLD
        .database()
        .client()
        .preparedQuery("update employer_user set password_hash = 'another letter' where id = $1")
        .execute(Tuple.of(master.id()))
        .await();
    assertThat(code(code).code()).isEqualTo("registration-expired");
    assertThat(field(master, "user_id")).isNull();
  }

  @Test
  @DisplayName("EMP-5: an initial password ends; who is late is told where to get another")
  void late() {
    var master = employers.newMaster(employers.company());
    WORLD.clock().advance(Duration.ofDays(31));
    assertThat(begin(browser, master.company().number(), Employers.INITIAL).code())
        .isEqualTo("letter-expired");
  }

  private static Browser browser() {
    return Browser.overTls(WORLD, WORLD.node(), TlsClient.anonymous());
  }

  private void begin(Member master, int status) {
    var answer = begin(browser, master.company().number(), Employers.INITIAL);
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(status);
  }

  private static Answer begin(Browser browser, String number, String password) {
    return browser.post(
        PATH, new JsonObject().put("employerNumber", number).put("initialPassword", password));
  }

  private Answer enter(String userId, String email, int status) {
    var answer = browser.put(PATH, form(userId, email));
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(status);
    return answer;
  }

  private static JsonObject form(String userId, String email) {
    return new JsonObject()
        .put("userId", userId)
        .put("password", PASSWORD)
        .put("name", "見本　花子")
        .put("email", email)
        .put("emailAgain", email);
  }

  private Answer code(String code) {
    return browser.post(PATH + "/code", new JsonObject().put("code", code));
  }

  private static @Nullable String field(Member member, String column) {
    return WORLD
        .database()
        .client()
        .preparedQuery("select " + column + " from employer_user where id = $1")
        .execute(Tuple.of(member.id()))
        .await()
        .iterator()
        .next()
        .getString(0);
  }
}
