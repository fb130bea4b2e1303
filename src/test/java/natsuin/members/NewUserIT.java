package natsuin.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import natsuin.kernel.UserRole;
import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("New users of a corporation (USER-1, CERT-4)")
class NewUserIT {
  @RegisterExtension static final World WORLD = new World();
  private final Office office = new Office(WORLD);
  private People.Customer boss;
  private Browser browser;
  private String email;

  @BeforeEach
  void aCorporation() {
    boss = office.representative();
    browser = office.browser(boss);
    email = "new-" + boss.email();
  }

  @Test
  @DisplayName(
      "USER-1: a viewer comes in without a power of attorney; ID and password by two mails")
  void viewer() {
    var form = Office.newUser(UserRole.VIEWER, email);
    form.remove("identification");
    var answer = browser.post("/api/users", form);
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(201);
    assertThat(answer.json().getString("status")).isEqualTo("never-logged-in");
    assertThat(answer.header("Location")).contains("/api/users/" + answer.json().getString("id"));
    await().until(() -> WORLD.mailTo(email).size() == 2);
    var texts = WORLD.mailTo(email).stream().map(mail -> mail.subject() + mail.text()).toList();
    String id = answer.json().getString("mypageId");
    assertThat(texts.stream().filter(text -> text.contains(id))).hasSize(1);
    String password = password(WORLD, email);
    assertThat(texts.stream().filter(text -> text.contains(password))).hasSize(1);
    assertThat(texts).noneMatch(text -> text.contains(id) && text.contains(password));
    var login = new Browser(WORLD).logIn(id, password);
    assertThat(login.status()).isEqualTo(200);
    assertThat(login.json().getJsonObject("user").getBoolean("mustChangePassword")).isTrue();
  }

  static String password(World world, String address) {
    Matcher line = Pattern.compile("(?m)仮パスワード[　 ：:]+(\\S+)").matcher("");
    return world.mailTo(address).stream()
        .map(mail -> line.reset(mail.text().replace("\r", "")).find() ? line.group(1) : "")
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no password: " + world.mailTo(address)));
  }

  @Test
  @DisplayName("USER-1: another representative needs no power of attorney and is to send documents")
  void representative() {
    var answer = browser.post("/api/users", Office.newUser(UserRole.REPRESENTATIVE, email));
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(201);
    assertThat(answer.json().getJsonObject("request").getString("state"))
        .isEqualTo("documents-due");
    await().until(() -> WORLD.mailTo(email).size() == 3);
  }

  @Test
  @DisplayName(
      "CERT-4: administrators and signers come in with a power of attorney signed on the spot")
  void withMandate() {
    for (var role : List.of(UserRole.ADMINISTRATOR, UserRole.SIGNER)) {
      var form = Office.newUser(role, role.code() + "-" + email).put("mandateKind", "system");
      form.put("mandate", office.mandate(browser, boss, form));
      var answer = browser.post("/api/users", form);
      assertThat(answer.status()).as(answer.http().body()).isEqualTo(201);
      assertThat(answer.json().getString("role")).isEqualTo(role.code());
      form.put("email", "twice-" + email).put("emailAgain", "twice-" + email);
      var again = browser.post("/api/users", form);
      assertThat(again.status()).as("used once").isEqualTo(422);
      assertThat(again.http().body()).contains("mandate-used");
    }
  }

  @Test
  @DisplayName("Attack: a power of attorney left out, not signed, another's, or for somebody else")
  void withoutMandate() {
    var form = Office.newUser(UserRole.ADMINISTRATOR, email).put("mandateKind", "system");
    assertRefused(form, "mandate-missing");
    assertRefused(form.copy().put("mandate", boss.id().toString()), "mandate-missing");
    assertRefused(form.copy().put("mandate", office.draft(browser, form)), "mandate-unsigned");
    var other = office.representative();
    String foreign = office.mandate(office.browser(other), other, form);
    assertRefused(form.copy().put("mandate", foreign), "mandate-missing");
    String own = office.mandate(browser, boss, form);
    assertRefused(form.copy().put("mandate", own).put("familyName", "別田"), "mandate-other");
    assertRefused(form.copy().put("mandate", own).put("role", "signer"), "mandate-other");
    assertThat(Office.account(browser).getJsonArray("users")).hasSize(1);
    assertThat(WORLD.mailTo(email)).isEmpty();
  }

  private void assertRefused(JsonObject form, String code) {
    var answer = browser.post("/api/users", form);
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(422);
    assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("code"))
        .isEqualTo(code);
  }

  @Test
  @DisplayName("USER-1: ten users at most; an eleventh is refused, and comes in once one is gone")
  void ten() {
    var last = boss;
    for (int i = 0; i < 9; i++) {
      last = office.people().colleague(boss, UserRole.VIEWER);
    }
    var eleventh = Office.newUser(UserRole.VIEWER, email);
    assertThat(browser.post("/api/users", eleventh).code()).isEqualTo("no-more-users");
    assertThat(Office.delete(browser, last).status()).isEqualTo(204);
    assertThat(browser.post("/api/users", eleventh).status()).isEqualTo(201);
  }

  @Test
  @DisplayName("Attack: an eleventh user by adding in parallel, at two nodes")
  void eleventhInParallel() throws Exception {
    try (var second = WORLD.anotherNode()) {
      var there = new Browser(WORLD, second).loggedIn(boss);
      for (int i = 0; i < 5; i++) {
        office.people().colleague(boss, UserRole.VIEWER);
      }
      var statuses =
          UsersIT.atOnce(
              12,
              n ->
                  (n % 2 == 0 ? browser : there)
                      .post("/api/users", Office.newUser(UserRole.VIEWER, n + email))
                      .status());
      assertThat(statuses.stream().filter(status -> status == 201)).hasSize(4);
      assertThat(statuses).containsOnly(201, 409);
      assertThat(Office.account(browser).getJsonArray("users")).hasSize(10);
    }
  }

  @Test
  @DisplayName("USER-1: sole proprietors and individuals are their only user")
  void onlyCorporations() {
    for (String kind : List.of("sole-proprietor", "individual")) {
      office.setOrganization(boss, "kind = $2", kind);
      assertThat(Office.account(browser).getBoolean("mayAdd")).isFalse();
      assertThat(browser.post("/api/users", Office.newUser(UserRole.VIEWER, email)).code())
          .isEqualTo("corporations-only");
    }
  }

  @Test
  @DisplayName("APP-4: an address in use is refused at the field; two who take one at once get one")
  void addresses() throws Exception {
    var taken = browser.post("/api/users", Office.newUser(UserRole.VIEWER, boss.email()));
    assertThat(taken.status()).isEqualTo(422);
    assertThat(taken.json().getJsonArray("errors").getJsonObject(0).getString("code"))
        .isEqualTo("email-taken");
    var other = office.browser(office.representative());
    var statuses =
        UsersIT.atOnce(
            2,
            n ->
                (n == 0 ? browser : other)
                    .post("/api/users", Office.newUser(UserRole.VIEWER, email))
                    .status());
    assertThat(statuses).containsExactlyInAnyOrder(201, 422);
  }

  @Test
  @DisplayName("LOGIN-1: a temporary password that has run out is renewed by the representative")
  void passwordRunOut() {
    var id =
        browser.post("/api/users", Office.newUser(UserRole.VIEWER, email)).json().getString("id");
    await().until(() -> WORLD.mailTo(email).size() == 2);
    String first = password(WORLD, email);
    WORLD.clock().advance(Duration.ofDays(8));
    var again = office.browser(boss);
    assertThat(new Browser(WORLD).logIn(email, first).code())
        .isEqualTo("temporary-password-expired");
    assertThat(again.post("/api/users/" + id + "/temporary-password").status()).isEqualTo(204);
    await().until(() -> WORLD.mailTo(email).size() == 3);
    String second = password(WORLD, email);
    assertThat(second).isNotEqualTo(first);
    assertThat(new Browser(WORLD).logIn(email, second).status()).isEqualTo(200);
  }
}
