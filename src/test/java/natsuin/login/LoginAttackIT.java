package natsuin.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import natsuin.kernel.StaffRole;
import natsuin.testkit.Browser;
import natsuin.testkit.Browser.Answer;
import natsuin.testkit.People;
import natsuin.testkit.World;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LoginAttackIT {
  private static final String WRONG = "Wrong00000";

  @RegisterExtension static final World WORLD = new World().with("passwords.hashing-queue", "200");

  private final People people = new People(WORLD);
  private final People.Customer victim = people.customer();

  @Test
  @DisplayName("LOGIN-3: six wrong passwords lock for 60 minutes, tell the owner, then it opens")
  void lock() {
    for (int i = 0; i < 5; i++) {
      assertThat(logIn(victim.email(), WRONG).code()).isEqualTo("login-refused");
    }
    var sixth = logIn(victim.email(), WRONG);
    assertThat(sixth.status()).isEqualTo(423);
    assertThat(sixth.json().getInstant("until"))
        .isBetween(
            WORLD.clock().instant().plus(Duration.ofMinutes(59)),
            WORLD.clock().instant().plus(Duration.ofMinutes(60)));
    assertThat(logIn(victim.email(), People.PASSWORD).code()).isEqualTo("account-locked");
    Awaitility.await().until(() -> WORLD.mailTo(victim.email()).size() == 1);
    assertThat(WORLD.mailTo(victim.email()).getFirst().subject()).contains("アカウントロック");
    WORLD.clock().advance(Duration.ofMinutes(60));
    assertThat(logIn(victim.email(), People.PASSWORD).status()).isEqualTo(200);
    assertThat(WORLD.mailTo(victim.email())).hasSize(1);
  }

  @Test
  @DisplayName("LOGIN-3: the right password in between begins the count anew")
  void rightInBetween() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 5; i++) {
        assertThat(logIn(victim.email(), WRONG).code()).isEqualTo("login-refused");
      }
      assertThat(logIn(victim.email(), People.PASSWORD).status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("LOGIN-3, attack: a hundred wrong passwords at once are six tries")
  void parallelTries() throws Exception {
    try (ExecutorService all = Executors.newFixedThreadPool(50)) {
      var answers =
          all.invokeAll(
              IntStream.range(0, 100)
                  .<java.util.concurrent.Callable<Answer>>mapToObj(
                      i -> () -> logIn(victim.email(), "Guess" + i + "00000"))
                  .toList());
      for (var answer : answers) {
        assertThat(answer.get().status()).isIn(401, 423);
      }
    }
    assertThat(refusals("user:" + victim.id())).isEqualTo(6);
    assertThat(logIn(victim.email(), People.PASSWORD).status()).isEqualTo(423);
  }

  @Test
  @DisplayName("LOGIN-3, attack: three tries at one node, three at another")
  void twoNodes() throws Exception {
    var second = WORLD.anotherNode();
    try {
      for (int i = 0; i < 3; i++) {
        logIn(victim.email(), WRONG);
        new Browser(WORLD, second).logIn(victim.email(), WRONG);
      }
      assertThat(logIn(victim.email(), People.PASSWORD).status()).isEqualTo(423);
      assertThat(new Browser(WORLD, second).logIn(victim.email(), People.PASSWORD).status())
          .isEqualTo(423);
    } finally {
      second.close();
    }
  }

  @Test
  @DisplayName("LOGIN-3, attack: telling by the work done whether an account exists")
  void workBetraysTheAccount() {
    double known = hashesFor(people.customer().email());
    double unknown = hashesFor("nobody-" + UUID.randomUUID() + "@example.jp");
    assertThat(known).isEqualTo(1);
    assertThat(unknown).isEqualTo(1);
  }

  /** How many password hashes one wrong login costs this node, by its own figures. */
  private double hashesFor(String name) {
    double before = hashes();
    assertThat(new Browser(WORLD).logIn(name, WRONG).code()).isEqualTo("login-refused");
    return hashes() - before;
  }

  private double hashes() {
    return new Browser(WORLD)
        .get("/metrics")
        .http()
        .body()
        .lines()
        .filter(line -> line.startsWith("vertx_pool_completed_total{"))
        .filter(line -> line.contains("\"passwords\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  @DisplayName("LOGIN-3, attack: six tries at the mail address, then six more at the MyPageID")
  void bothNames() {
    exhaust(victim.email());
    for (int i = 0; i < 3; i++) {
      assertThat(logIn(victim.mypageId(), People.PASSWORD).code())
          .as("not even the right password opens, and nothing says that both names are one account")
          .isEqualTo("login-refused");
    }
  }

  @Test
  @DisplayName("LOGIN-3, attack: asking whether an account exists")
  void unknownAccount() {
    String unknown = "nobody-" + UUID.randomUUID() + "@example.jp";
    for (int i = 0; i < 8; i++) {
      assertThat(told(logIn(unknown, WRONG))).isEqualTo(told(logIn(victim.email(), WRONG)));
    }
    assertThat(logIn(unknown, WRONG).status()).isEqualTo(423);
    WORLD.node().redis().send(Command.FLUSHDB).await();
    assertThat(told(logIn(unknown, WRONG)))
        .as("after Redis lost its memory")
        .isEqualTo(told(logIn(victim.email(), WRONG)));
    WORLD.clock().advance(Duration.ofMinutes(61));
    assertThat(told(logIn(unknown, WRONG)))
        .as("after the lock")
        .isEqualTo(told(logIn(victim.email(), WRONG)));
  }

  @Test
  @DisplayName("OPS-3, attack: Redis loses its memory while an account is locked")
  void redisForgets() {
    exhaust(victim.email());
    WORLD.node().redis().send(Command.FLUSHDB).await();
    assertThat(logIn(victim.email(), People.PASSWORD).code()).isEqualTo("account-locked");
    assertThat(logIn(victim.mypageId(), People.PASSWORD).code()).isEqualTo("login-refused");
  }

  @Test
  @DisplayName("OPS-3, attack: Redis loses its memory, guesses go on in a stolen session")
  void redisForgetsGuessesInASession() {
    var stolen = new Browser(WORLD).loggedIn(victim);
    exhaust(victim.email());
    WORLD.node().redis().send(Command.FLUSHDB).await();
    var guess = new JsonObject().put("current", People.PASSWORD).put("new", "Stolen123456");
    assertThat(stolen.put("/api/password", guess).code()).isEqualTo("account-locked");
  }

  @Test
  @DisplayName("LOGIN-3, attack: guessing the present password in a stolen session")
  void stolenSession() {
    var stolen = new Browser(WORLD).loggedIn(victim);
    var guess = new JsonObject().put("current", WRONG).put("new", "Stolen123456");
    for (int i = 0; i < 6; i++) {
      assertThat(stolen.put("/api/password", guess).status()).isEqualTo(422);
    }
    guess.put("current", People.PASSWORD);
    assertThat(stolen.put("/api/password", guess).code()).isEqualTo("account-locked");
  }

  @Test
  @DisplayName(
      "Attack: names and passwords that are no text, too long, or carry control characters")
  void strangeInput() {
    var browser = new Browser(WORLD);
    for (Object login : List.of(7, List.of("a"), new JsonObject())) {
      var body = new JsonObject().put("login", login).put("password", "x");
      assertThat(browser.post("/api/session", body).status()).isEqualTo(400);
    }
    for (String login : List.of("", "a\0b", "' or 1=1 --", "x".repeat(10_000), "%", "\ud800")) {
      assertThat(logIn(login, "p\0").code()).as(login).isEqualTo("login-refused");
    }
    assertThat(logIn("x", "x".repeat(300_000)).status()).isEqualTo(413);
  }

  @Test
  @DisplayName("Attack: open redirect after login")
  void openRedirect() {
    var body = new JsonObject().put("login", victim.email()).put("password", People.PASSWORD);
    body.put("next", "https://evil.example.jp/");
    var answer = new Browser(WORLD).post("/api/session?next=https://evil.example.jp/", body);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Location")).isEmpty();
    assertThat(answer.http().body()).doesNotContain("evil");
  }

  @Test
  @DisplayName("Attack: login from another site (login CSRF)")
  void loginFromAnotherSite() {
    var browser = new Browser(WORLD);
    var credentials =
        new JsonObject().put("login", victim.email()).put("password", People.PASSWORD).encode();
    for (String[] header :
        new String[][] {{"Origin", "https://evil.example.jp"}, {"Sec-Fetch-Site", "cross-site"}}) {
      var request =
          browser
              .request("/api/session")
              .setHeader("Content-Type", "application/json")
              .setHeader(header[0], header[1])
              .POST(java.net.http.HttpRequest.BodyPublishers.ofString(credentials));
      assertThat(browser.send(request).code()).as(header[0]).isEqualTo("cross-site");
    }
    var form =
        browser
            .request("/api/session")
            .setHeader("Content-Type", "text/plain")
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(credentials));
    assertThat(browser.send(form).status()).isEqualTo(415);
  }

  @Test
  @DisplayName("STAFF-1, attack: the code without the browser that began the login")
  void codeInAnotherBrowser() {
    var clerk = people.clerk(StaffRole.APPROVER);
    new Browser(WORLD).staffPassword(clerk.login(), People.PASSWORD);
    String code = new Browser(WORLD).nextCode(clerk.email(), 0);
    assertThat(new Browser(WORLD).staffCode(code).code()).isEqualTo("login-attempt-expired");

    var thief = new Browser(WORLD);
    thief.staffPassword(clerk.login(), People.PASSWORD);
    assertThat(thief.staffCode(code).code())
        .as("the code belongs to the attempt before")
        .isEqualTo("code-wrong");
  }

  @Test
  @DisplayName("STAFF-1, attack: the attempt forged, or kept until the code is long expired")
  void forgedAttempt() {
    var clerk = people.clerk(StaffRole.APPROVER);
    var browser = new Browser(WORLD);
    browser.staffPassword(clerk.login(), People.PASSWORD);
    String code = browser.nextCode(clerk.email(), 0);
    String attempt = browser.cookie("natsuin_staff_attempt");
    String forged = (attempt.charAt(0) == 'A' ? 'B' : 'A') + attempt.substring(1);
    for (String cookie : List.of(forged, attempt + "A", "", "x", attempt.substring(4))) {
      assertThat(
              new Browser(WORLD).withCookie("natsuin_staff_attempt", cookie).staffCode(code).code())
          .isEqualTo("login-attempt-expired");
    }
    WORLD.clock().advance(Duration.ofMinutes(31));
    assertThat(browser.staffCode(code).code()).isEqualTo("login-attempt-expired");
  }

  @Test
  @DisplayName("STAFF-1, attack: guessing the code")
  void guessedCode() {
    var clerk = people.clerk(StaffRole.APPROVER);
    var browser = new Browser(WORLD);
    browser.staffPassword(clerk.login(), People.PASSWORD);
    String code = browser.nextCode(clerk.email(), 0);
    for (int left = 4; left > 0; left--) {
      assertThat(browser.staffCode("guess").json().getInteger("triesLeft")).isEqualTo(left);
    }
    assertThat(browser.staffCode("guess").code()).isEqualTo("code-void");
    assertThat(browser.staffCode(code).code()).isEqualTo("code-void");
  }

  private Answer logIn(String name, String password) {
    return new Browser(WORLD).logIn(name, password);
  }

  private void exhaust(String name) {
    for (int i = 0; i < 6; i++) {
      logIn(name, WRONG);
    }
  }

  /** What a stranger can compare; the time is left out, the request has a number of its own. */
  private static JsonObject told(Answer answer) {
    var json = answer.json().put("http", answer.status());
    json.remove("requestId");
    json.remove("until");
    json.remove("detail");
    return json;
  }

  private static int refusals(String subject) {
    return WORLD
        .database()
        .client()
        .preparedQuery(
            "select count(*)::int from audit_event where action = 'login.refused' and subject = $1")
        .execute(Tuple.of(subject))
        .await()
        .iterator()
        .next()
        .getInteger(0);
  }
}
