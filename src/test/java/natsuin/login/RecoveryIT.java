package natsuin.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import natsuin.testkit.Browser;
import natsuin.testkit.Browser.Answer;
import natsuin.testkit.People;
import natsuin.testkit.World;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RecoveryIT {
  private static final String NEW = "Remembered9";
  private static final String WRONG = "Wrong00000";

  @RegisterExtension
  static final World WORLD =
      new World().with("passwords.hashing-queue", "200").with("throttle.requests", "400");

  private final People people = new People(WORLD);
  private final People.Customer customer = people.customer();
  private final Browser browser = new Browser(WORLD);

  @Test
  @DisplayName("LOGIN-4: a code by mail, a new password, and every session of the person is over")
  void recover() {
    var elsewhere = new Browser(WORLD).loggedIn(customer);
    String code = codeFor(customer.mypageId());
    assertThat(WORLD.mailTo(customer.email()).getFirst().subject())
        .contains("認証コードのお知らせ")
        .doesNotContain(code);
    assertThat(recover(customer.mypageId(), code, NEW).status()).isEqualTo(204);
    assertThat(elsewhere.get("/api/session").status()).isEqualTo(401);
    assertThat(browser.logIn(customer.email(), People.PASSWORD).code()).isEqualTo("login-refused");
    assertThat(browser.logIn(customer.email(), NEW).status()).isEqualTo(200);
    Awaitility.await()
        .until(() -> WORLD.mailTo(customer.email()).getFirst().subject().contains("パスワード変更"));
    assertThat(recover(customer.mypageId(), code, "Another12345").status())
        .as("a code is good once")
        .isEqualTo(422);
  }

  @Test
  @DisplayName(
      "LOGIN-4: the new password ends the lock that wrong passwords brought, on both names")
  void endsTheLock() {
    for (String name : new String[] {customer.email(), customer.mypageId()}) {
      for (int i = 0; i < 6; i++) {
        browser.logIn(name, WRONG);
      }
    }
    assertThat(browser.logIn(customer.email(), People.PASSWORD).status()).isEqualTo(423);
    assertThat(recover(customer.email(), codeFor(customer.email()), NEW).status()).isEqualTo(204);
    assertThat(browser.logIn(customer.email(), NEW).status()).isEqualTo(200);
    assertThat(browser.logIn(customer.mypageId(), NEW).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("LOGIN-2: a password that the policy refuses costs neither the code nor a try")
  void policy() {
    String code = codeFor(customer.email());
    for (int i = 0; i < 6; i++) {
      assertThat(recover(customer.email(), code, "short").json().getJsonArray("errors").encode())
          .contains("too-short");
    }
    assertThat(recover(customer.email(), code, NEW).status()).isEqualTo(204);
  }

  @Test
  @DisplayName(
      "LOGIN-4: who never logged in is sent to the temporary password, and told nothing here")
  void neverLoggedIn() {
    var fresh =
        people.customerWithTemporaryPassword(WORLD.clock().instant().plus(Duration.ofDays(7)));
    assertThat(ask(fresh.email()).status()).isEqualTo(202);
    Awaitility.await().until(() -> !WORLD.mailTo(fresh.email()).isEmpty());
    var mail = WORLD.mailTo(fresh.email()).getFirst();
    assertThat(mail.subject()).contains("パスワード再設定について");
    assertThat(mail.text()).contains("仮パスワード再発行").doesNotContainPattern("(?m)^\\d{6}$");
    assertThat(recover(fresh.email(), "000000", NEW).json().getInteger("triesLeft")).isEqualTo(4);
  }

  @Test
  @DisplayName("Attack: asking for a new password to learn whether an account exists")
  void askingForNames() {
    String unknown = "nobody-" + UUID.randomUUID() + "@example.jp";
    for (int round = 0; round < 6; round++) {
      assertThat(told(ask(unknown))).isEqualTo(told(ask(customer.email())));
      for (int i = 0; i < 6; i++) {
        assertThat(told(recover(unknown, "12345" + i, NEW)))
            .isEqualTo(told(recover(customer.email(), "12345" + i, NEW)));
      }
    }
    assertThat(ask(unknown).status()).isEqualTo(429);
  }

  @Test
  @DisplayName("Attack: a hundred codes at once are five tries")
  void guessingInParallel() throws Exception {
    String code = codeFor(customer.email());
    try (ExecutorService all = Executors.newFixedThreadPool(50)) {
      var answers =
          all.invokeAll(
              IntStream.range(0, 100)
                  .<java.util.concurrent.Callable<Answer>>mapToObj(
                      i -> () -> recover(customer.email(), "9" + (10_000 + i), NEW))
                  .toList());
      for (var answer : answers) {
        assertThat(answer.get().status()).isIn(422, 423);
      }
    }
    assertThat(recover(customer.email(), code, NEW).status()).as("the right one").isNotEqualTo(204);
    assertThat(browser.logIn(customer.email(), People.PASSWORD).status()).isEqualTo(200);
  }

  @Test
  @DisplayName(
      "Attack: guessing on and on with ever new codes ends after twenty tries, for both names")
  void guessingOnAndOn() {
    for (int round = 0; round < 5; round++) {
      // The mail follows the answer: a late one would be taken for the answer to a later asking.
      codeFor(customer.email());
      for (int i = 0; i < 5; i++) {
        recover(customer.email(), "00000" + i, NEW);
      }
    }
    assertThat(recover(customer.email(), "000000", NEW).code()).isEqualTo("recovery-locked");
    WORLD.clock().advance(Duration.ofMinutes(31));
    String code = codeFor(customer.mypageId());
    assertThat(recover(customer.mypageId(), code, NEW).status())
        .as("not under the other name either, and nothing says so")
        .isEqualTo(422);
    WORLD.clock().advance(Duration.ofHours(12));
    assertThat(recover(customer.email(), codeFor(customer.email()), NEW).status()).isEqualTo(204);
  }

  @Test
  @DisplayName("Attack: one's own code for another's account")
  void anothersAccount() {
    var attacker = people.customer();
    ask(customer.email());
    String own = codeFor(attacker.email());
    assertThat(recover(customer.email(), own, NEW).status()).isEqualTo(422);
    assertThat(browser.logIn(customer.email(), People.PASSWORD).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("Attack: a code from before the password was changed")
  void codeFromBefore() {
    String code = codeFor(customer.email());
    var in = new Browser(WORLD).loggedIn(customer);
    var change = new JsonObject().put("current", People.PASSWORD).put("new", "Changed12345");
    assertThat(in.put("/api/password", change).status()).isEqualTo(204);
    assertThat(recover(customer.email(), code, NEW).status()).isEqualTo(422);
  }

  @Test
  @DisplayName("Attack: asking for recovery codes until the person gets none for signing")
  void usingUpTheCodes() {
    for (int i = 0; i < 5; i++) {
      ask(customer.email());
      ask(customer.mypageId());
    }
    Awaitility.await().until(() -> WORLD.mailTo(customer.email()).size() >= 5);
    assertThat(WORLD.mailTo(customer.email())).as("five in 30 minutes").hasSize(5);
    var own = WORLD.node().redis().send(Command.KEYS, "otp:sends:user:" + customer.id()).await();
    assertThat(own.size()).as("her own count is untouched").isZero();
  }

  @Test
  @DisplayName("Attack: having mails sent to everybody whose address one knows")
  void mailsToEverybody() {
    Answer answer = ask("someone-0@example.jp");
    for (int i = 1; answer.status() == 202 && i <= 400; i++) {
      answer = ask("someone-" + i + "@example.jp");
    }
    assertThat(answer.code()).isEqualTo("too-many-requests");
    WORLD.node().redis().send(Command.FLUSHDB).await();
  }

  private Answer ask(String login) {
    return browser.post("/api/password-recovery", new JsonObject().put("login", login));
  }

  private String codeFor(String login) {
    int before = WORLD.mailTo(customerOf(login)).size();
    assertThat(ask(login).status()).isEqualTo(202);
    return browser.nextCode(customerOf(login), before);
  }

  private String customerOf(String login) {
    return login.contains("@") ? login : customer.email();
  }

  private Answer recover(String login, String code, String next) {
    return new Browser(WORLD)
        .put(
            "/api/password-recovery",
            new JsonObject().put("login", login).put("code", code).put("new", next));
  }

  private static String told(Answer answer) {
    JsonObject body = answer.json();
    body.remove("requestId");
    for (String time : new String[] {"codeUntil", "until", "retryAfter"}) {
      if (body.containsKey(time)) {
        body.put(time, "some time");
      }
    }
    return answer.status()
        + " "
        + body.encode().replaceAll("\\d\\d:\\d\\d", "hh:mm").replaceAll("\\d+分", "n分");
  }
}
