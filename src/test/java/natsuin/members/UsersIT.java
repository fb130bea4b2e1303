package natsuin.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import natsuin.kernel.StaffRole;
import natsuin.kernel.UserRole;
import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Users: seen, changed, deleted (USER-2, USER-3, USER-4, LOGIN-5)")
class UsersIT {
  @RegisterExtension static final World WORLD = new World();
  private static final String MOVED = "メールアドレス変更のお知らせ";
  private final Office office = new Office(WORLD);

  @Test
  @DisplayName("USER-2: representative and administrator see everybody, others themselves")
  void whoSeesWhom() {
    var boss = office.representative();
    var signer = office.colleague(boss, UserRole.SIGNER);
    for (var role : UserRole.values()) {
      var viewer = office.people().colleague(boss, role);
      var browser = office.browser(viewer);
      boolean leads = role == UserRole.REPRESENTATIVE || role == UserRole.ADMINISTRATOR;
      assertThat(browser.get("/api/users/" + signer.id()).status()).isEqualTo(leads ? 200 : 404);
      assertThat(Office.account(browser).getJsonArray("users").size() > 1).isEqualTo(leads);
      assertThat(browser.get("/api/users/" + viewer.id()).status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("CERT-8: a card says what the signing stands at, and until when")
  void cards() {
    var boss = office.representative();
    var locked = office.colleague(boss, UserRole.SIGNER);
    office.run(
        "update credential set state = 'locked', locked_until = null where user_id = $1",
        Tuple.of(locked.id()));
    var without = office.people().colleague(boss, UserRole.SIGNER);
    var newcomer =
        office
            .people()
            .newColleague(boss, UserRole.VIEWER, WORLD.clock().instant().plus(Duration.ofDays(7)));
    var browser = office.browser(boss);
    assertThat(Office.card(browser, boss).getString("status")).isEqualTo("can-sign");
    assertThat(Office.card(browser, boss).getString("validUntil")).isNotEmpty();
    assertThat(Office.card(browser, locked).getString("status")).isEqualTo("pin-locked");
    assertThat(Office.card(browser, without).getString("status")).isEqualTo("cannot-sign");
    assertThat(Office.card(browser, newcomer).getString("status")).isEqualTo("never-logged-in");
    assertThat(Office.actions(browser, boss))
        .containsExactly("change", "change-password", "change-pin", "request-certificate");
    assertThat(Office.actions(browser, locked))
        .containsExactly("change", "delete", "unlock-pin", "request-certificate");
    assertThat(Office.actions(browser, newcomer))
        .containsExactly("change", "delete", "reissue-password");
  }

  @Test
  @DisplayName("USER-3: everybody changes his own data; certificates stay where names do")
  void ownData() {
    var boss = office.representative();
    for (var role : UserRole.values()) {
      var user = office.colleague(boss, role);
      var browser = office.browser(user);
      var answer =
          browser.put(
              "/api/users/" + user.id(),
              Office.userForm(browser, user).put("mobile", "０７０-1111-2222").put("title", "顧問"));
      assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
      assertThat(answer.json().getString("mobile")).isEqualTo("07011112222");
      assertThat(answer.json().getString("title")).isEqualTo("顧問");
      assertThat(answer.json().getBoolean("certificateRevoked")).isFalse();
      assertThat(office.openRequest(user)).isEmpty();
    }
  }

  @Test
  @DisplayName(
      "USER-3, CERT-4: another name, in kanji or Latin, revokes the certificate; a new one is asked"
          + " for with a power of attorney")
  void renamed() {
    var boss = office.representative();
    var browser = office.browser(boss);
    for (var change : List.of(List.of("familyName", "山田"), List.of("givenLatin", "Hanako"))) {
      var signer = office.colleague(boss, UserRole.SIGNER);
      var answer =
          browser.put(
              "/api/users/" + signer.id(),
              Office.userForm(browser, signer).put(change.getFirst(), change.getLast()));
      assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
      assertThat(answer.json().getBoolean("certificateRevoked")).isTrue();
      assertThat(office.certificate(signer)).isEqualTo("revoked");
      assertThat(office.openRequest(signer)).isEmpty();
      assertThat(Office.actions(browser, signer)).contains("request-certificate");
    }
  }

  @Test
  @DisplayName("USER-3, CERT-4: a representative's new certificate is asked for by itself")
  void representativeRenamed() {
    var boss = office.representative();
    var browser = office.browser(boss);
    browser.put(
        "/api/users/" + boss.id(), Office.userForm(browser, boss).put("givenLatin", "Hanako"));
    assertThat(office.certificate(boss)).isEqualTo("revoked");
    assertThat(office.openRequest(boss)).isEqualTo("details-changed documents-due");
  }

  @Test
  @DisplayName("USER-3: an individual's name is the organization's as well")
  void individualRenamed() {
    var person = office.representative();
    office.setOrganization(person, "kind = $2", "individual");
    var browser = office.browser(person);
    browser.put(
        "/api/users/" + person.id(),
        Office.userForm(browser, person).put("familyName", "山田").put("familyKana", "ヤマダ"));
    var organization = Office.account(browser).getJsonObject("organization");
    assertThat(organization.getString("name")).isEqualTo("山田　太郎");
    assertThat(organization.getString("nameKana")).isEqualTo("ヤマダ　タロウ");
  }

  @Test
  @DisplayName(
      "LOGIN-6: another mail address waits for its code, ends other sessions, and the old one is"
          + " told")
  void addressChanged() {
    var boss = office.representative();
    var signer = office.colleague(boss, UserRole.SIGNER);
    var here = office.browser(signer);
    var elsewhere = office.browser(signer);
    String next = "moved-" + signer.email();
    var form = Office.withEmail(Office.userForm(here, signer), next);
    var answer = here.put("/api/users/" + signer.id(), form);
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    assertThat(answer.json().getBoolean("codeAtNextLogin")).isTrue();
    assertThat(answer.json().getBoolean("emailUnconfirmed")).isTrue();
    assertThat(here.get("/api/session").status()).isEqualTo(200);
    assertThat(elsewhere.get("/api/session").status()).isEqualTo(401);
    await().until(() -> !WORLD.mailTo(signer.email()).isEmpty());
    var mail = WORLD.mailTo(signer.email()).getFirst();
    assertThat(mail.subject()).contains(MOVED);
    assertThat(mail.text()).contains("mo***@example.jp").doesNotContain(next);
    assertThat(mail.subject()).doesNotContain("@");
  }

  @Test
  @DisplayName("LOGIN-6: an address changed by a colleague ends every session of its owner")
  void addressChangedByAColleague() {
    var boss = office.representative();
    var signer = office.colleague(boss, UserRole.SIGNER);
    var theirs = office.browser(signer);
    var browser = office.browser(boss);
    browser.put(
        "/api/users/" + signer.id(),
        Office.withEmail(Office.userForm(browser, signer), "new-" + signer.email()));
    assertThat(theirs.get("/api/session").status()).isEqualTo(401);
    assertThat(browser.get("/api/session").status()).isEqualTo(200);
  }

  @Test
  @DisplayName(
      "APP-4: an address that another user has is refused at the field, without saying whose")
  void addressTaken() {
    var boss = office.representative();
    var stranger = office.people().customer();
    var browser = office.browser(boss);
    for (String taken : List.of(stranger.email(), stranger.email().toUpperCase(Locale.ROOT))) {
      var answer =
          browser.put(
              "/api/users/" + boss.id(), Office.withEmail(Office.userForm(browser, boss), taken));
      assertThat(answer.status()).isEqualTo(422);
      var error = answer.json().getJsonArray("errors").getJsonObject(0);
      assertThat(error.getString("field")).isEqualTo("email");
      assertThat(error.getString("code")).isEqualTo("email-taken");
      assertThat(answer.http().body()).doesNotContain(stranger.mypageId()).doesNotContain("株式会社");
    }
  }

  @Test
  @DisplayName("Attack: role, organization, MyPageID, password and deletion by additional fields")
  void massAssignment() {
    var boss = office.representative();
    var viewer = office.colleague(boss, UserRole.VIEWER);
    var other = office.representative();
    var browser = office.browser(viewer);
    var answer =
        browser.put(
            "/api/users/" + viewer.id(),
            Office.userForm(browser, viewer)
                .put("role", "representative")
                .put("organization", other.organization().toString())
                .put("organizationId", other.organization().toString())
                .put("mypageId", other.mypageId())
                .put("passwordHash", "x")
                .put("deletedAt", "2026-01-01T00:00:00Z")
                .put("emailUnconfirmed", false)
                .put("id", other.id().toString()));
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    assertThat(answer.json().getString("role")).isEqualTo("viewer");
    assertThat(answer.json().getString("mypageId")).isEqualTo(viewer.mypageId());
    assertThat(
            office
                .browser(viewer)
                .get("/api/organization")
                .json()
                .getJsonObject("organization")
                .getString("id"))
        .isEqualTo(viewer.organization().toString());
  }

  @Test
  @DisplayName(
      "Attack: another organization's users by their identifiers are as if there were none")
  void foreignUsers() {
    var boss = office.representative();
    var browser = office.browser(boss);
    var foreign = office.representative();
    var form = Office.userForm(browser, boss);
    for (UUID id : List.of(foreign.id(), UUID.randomUUID())) {
      assertThat(browser.get("/api/users/" + id).code()).isEqualTo("not-found");
      assertThat(browser.put("/api/users/" + id, form).code()).isEqualTo("not-found");
      assertThat(browser.delete("/api/users/" + id + "?version=1").code()).isEqualTo("not-found");
      assertThat(browser.post("/api/users/" + id + "/temporary-password").code())
          .isEqualTo("not-found");
    }
    assertThat(office.text("select deleted_at from app_user where id = $1", foreign.id()))
        .isEqualTo("null");
  }

  @Test
  @DisplayName("Attack: a stale version of a user; nothing is overwritten")
  void staleVersion() {
    var boss = office.representative();
    var signer = office.colleague(boss, UserRole.SIGNER);
    var first = office.browser(boss);
    var second = office.browser(signer);
    var stale = Office.userForm(second, signer).put("title", "後");
    first.put("/api/users/" + signer.id(), Office.userForm(first, signer).put("title", "先"));
    assertThat(second.put("/api/users/" + signer.id(), stale).code())
        .isEqualTo("changed-meanwhile");
    assertThat(Office.card(second, signer).getString("title")).isEqualTo("先");
    assertThat(first.delete("/api/users/" + signer.id() + "?version=1").code())
        .isEqualTo("changed-meanwhile");
    assertThat(first.delete("/api/users/" + signer.id()).status()).isEqualTo(422);
  }

  @Test
  @DisplayName("Of ten who change the same user at once from what they saw, one succeeds")
  void tenAtOnce() throws Exception {
    var boss = office.representative();
    var browser = office.browser(boss);
    var signer = office.colleague(boss, UserRole.SIGNER);
    var form = Office.userForm(browser, signer);
    var statuses =
        atOnce(
            10,
            n ->
                browser
                    .put("/api/users/" + signer.id(), form.copy().put("title", "役職" + n))
                    .status());
    assertThat(statuses).containsOnly(200, 409);
    assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
  }

  @Test
  @DisplayName(
      "USER-4: deleting ends sessions, revokes the certificate, and the login is as unknown")
  void deleted() {
    var boss = office.representative();
    var signer = office.colleague(boss, UserRole.SIGNER);
    var theirs = office.browser(signer);
    var browser = office.browser(boss);
    assertThat(Office.delete(browser, signer).status()).isEqualTo(204);
    assertThat(theirs.get("/api/session").status()).isEqualTo(401);
    assertThat(office.certificate(signer)).isEqualTo("revoked");
    for (String login : List.of(signer.email(), signer.mypageId())) {
      var answer = new Browser(WORLD).logIn(login, People.PASSWORD);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.code()).isEqualTo("login-refused");
    }
    assertThat(browser.get("/api/users/" + signer.id()).status()).isEqualTo(404);
    assertThat(Office.account(browser).getJsonArray("users")).hasSize(1);
    var successor = browser.post("/api/users", Office.newUser(UserRole.VIEWER, signer.email()));
    assertThat(successor.status()).as("the address may be used again").isEqualTo(201);
  }

  @Test
  @DisplayName(
      "USER-4: the branch sees that a contract lacks its signer; the other is still written to")
  void contractsOfTheDeleted() {
    var branch = office.people().branch();
    var boss = office.representative(branch);
    var signer = office.colleague(boss, UserRole.SIGNER);
    var officer = new Browser(WORLD).loggedIn(office.people().clerk(branch, StaffRole.OFFICER));
    String contract = office.counter().contract(officer, boss, signer).getString("id");
    var browser = office.browser(boss);
    assertThat(Office.delete(browser, signer).status()).isEqualTo(204);
    var signers = officer.get("/api/staff/contracts/" + contract).json().getJsonArray("signers");
    assertThat(signers.stream().map(s -> ((JsonObject) s).getBoolean("gone")))
        .containsExactlyInAnyOrder(false, true);
    assertThat(browser.get("/api/contracts/" + contract).json().getJsonArray("signers")).hasSize(2);
    var row = officer.get("/api/staff/dashboard").json().getJsonArray("rows").getJsonObject(0);
    assertThat(row.getJsonObject("trouble").getString("code")).isEqualTo("signer-deleted");
    assertThat(officer.get("/api/staff/signers?q=" + signer.email()).json().getJsonArray("items"))
        .isEmpty();
    int mails = WORLD.mailTo(signer.email()).size();
    browser.post("/api/contracts/" + contract + "/refusal", new JsonObject().put("comment", "否"));
    await().until(() -> WORLD.mailTo(boss.email()).size() >= 2);
    assertThat(WORLD.mailTo(signer.email())).hasSize(mails);
  }

  @Test
  @DisplayName("Attack: deleting oneself, by a crafted request")
  void deletingOneself() {
    var boss = office.representative();
    office.people().colleague(boss, UserRole.REPRESENTATIVE);
    var browser = office.browser(boss);
    assertThat(Office.actions(browser, boss)).doesNotContain("delete");
    assertThat(Office.delete(browser, boss).code()).isEqualTo("not-oneself");
  }

  @Test
  @DisplayName(
      "Attack: signers and viewers delete and re-issue nothing, not even by a crafted request")
  void deletingWithoutTheRight() {
    var boss = office.representative();
    var target = office.people().colleague(boss, UserRole.VIEWER);
    for (var role : List.of(UserRole.SIGNER, UserRole.VIEWER)) {
      var browser = office.browser(office.people().colleague(boss, role));
      assertThat(browser.delete("/api/users/" + target.id() + "?version=1").status())
          .isEqualTo(404);
      assertThat(browser.post("/api/users/" + target.id() + "/temporary-password").status())
          .isEqualTo(404);
      assertThat(browser.post("/api/users", Office.newUser(UserRole.VIEWER, "x@example.jp")).code())
          .isEqualTo("forbidden");
    }
  }

  @Test
  @DisplayName(
      "USER-4: not while a certificate is being requested; the branch can, and the request ends")
  void notWhileRequested() {
    var branch = office.people().branch();
    var boss = office.representative(branch);
    var browser = office.browser(boss);
    var email = "requested-" + boss.email();
    var id =
        UUID.fromString(
            browser
                .post("/api/users", Office.newUser(UserRole.REPRESENTATIVE, email))
                .json()
                .getString("id"));
    var second = new People.Customer(id, boss.organization(), "", email);
    assertThat(Office.actions(browser, second)).doesNotContain("delete");
    assertThat(Office.delete(browser, second).code()).isEqualTo("certificate-requested");
    var officer = new Browser(WORLD).loggedIn(office.people().clerk(branch, StaffRole.OFFICER));
    assertThat(officer.delete("/api/staff/users/" + id + "?version=1").status()).isEqualTo(204);
    assertThat(office.openRequest(second)).isEmpty();
    assertThat(officer.delete("/api/staff/users/" + id + "?version=1").status()).isEqualTo(404);
  }

  @Test
  @DisplayName(
      "USER-4: the last representative stays until there is a new one; then the old one goes")
  void lastRepresentative() {
    var branch = office.people().branch();
    var boss = office.representative(branch);
    var administrator = office.colleague(boss, UserRole.ADMINISTRATOR);
    var browser = office.browser(administrator);
    assertThat(Office.actions(browser, boss)).doesNotContain("delete");
    assertThat(Office.delete(browser, boss).code()).isEqualTo("last-representative");
    var officer = new Browser(WORLD).loggedIn(office.people().clerk(branch, StaffRole.APPROVER));
    assertThat(officer.delete("/api/staff/users/" + boss.id() + "?version=1").code())
        .isEqualTo("last-representative");
    office.people().colleague(boss, UserRole.REPRESENTATIVE);
    assertThat(Office.delete(browser, boss).status()).isEqualTo(204);
  }

  @Test
  @DisplayName("Attack: two representatives delete each other at the same moment; one is left")
  void deletingEachOther() throws Exception {
    for (int round = 0; round < 5; round++) {
      var one = office.people().customer();
      var other = office.people().colleague(one, UserRole.REPRESENTATIVE);
      var browsers = List.of(office.browser(one), office.browser(other));
      var targets = List.of(other, one);
      var statuses =
          atOnce(
              2,
              n ->
                  browsers
                      .get(n)
                      .delete("/api/users/" + targets.get(n).id() + "?version=1")
                      .status());
      assertThat(statuses).containsExactlyInAnyOrder(204, 401);
    }
  }

  @Test
  @DisplayName(
      "LOGIN-5: a new temporary password while never logged in, by colleagues who lead and by the"
          + " branch")
  void reissue() {
    var branch = office.people().branch();
    var boss = office.representative(branch);
    var browser = office.browser(boss);
    var until = WORLD.clock().instant().plus(Duration.ofDays(1));
    var newcomer = office.people().newColleague(boss, UserRole.VIEWER, until);
    assertThat(browser.post("/api/users/" + newcomer.id() + "/temporary-password").status())
        .isEqualTo(204);
    await().until(() -> !WORLD.mailTo(newcomer.email()).isEmpty());
    assertThat(WORLD.mailTo(newcomer.email()).getFirst().subject()).contains("仮パスワードのお知らせ");
    assertThat(new Browser(WORLD).logIn(newcomer.email(), People.PASSWORD).status())
        .as("the one before is void")
        .isEqualTo(401);
    var officer = new Browser(WORLD).loggedIn(office.people().clerk(branch, StaffRole.OFFICER));
    assertThat(officer.post("/api/staff/users/" + newcomer.id() + "/temporary-password").status())
        .isEqualTo(204);
    for (var known : List.of(boss, office.people().colleague(boss, UserRole.SIGNER))) {
      assertThat(officer.post("/api/staff/users/" + known.id() + "/temporary-password").code())
          .isEqualTo("has-logged-in");
    }
    assertThat(browser.post("/api/users/" + boss.id() + "/temporary-password").status())
        .as("one's own")
        .isEqualTo(403);
  }

  @Test
  @DisplayName("STAFF-1: staff of another branch and auditors delete and re-issue nothing")
  void staffRights() {
    var boss = office.representative();
    var viewer = office.people().colleague(boss, UserRole.VIEWER);
    String path = "/api/staff/users/" + viewer.id();
    for (var role : StaffRole.values()) {
      var stranger = new Browser(WORLD).loggedIn(office.people().clerk(role));
      boolean sees = role == StaffRole.AUDITOR;
      if (role == StaffRole.HEAD_OFFICE) {
        continue;
      }
      assertThat(stranger.delete(path + "?version=1").status()).isEqualTo(sees ? 403 : 404);
      assertThat(stranger.post(path + "/temporary-password").status()).isEqualTo(sees ? 403 : 404);
    }
  }

  static List<Integer> atOnce(int n, java.util.function.IntFunction<Integer> work)
      throws Exception {
    try (var threads = Executors.newFixedThreadPool(n)) {
      Stream<Callable<Integer>> calls = IntStream.range(0, n).mapToObj(i -> () -> work.apply(i));
      var statuses = new java.util.ArrayList<Integer>();
      for (Future<Integer> call : threads.invokeAll(calls.toList())) {
        statuses.add(call.get());
      }
      return statuses;
    }
  }
}
