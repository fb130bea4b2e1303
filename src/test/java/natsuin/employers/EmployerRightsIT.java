package natsuin.employers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import natsuin.kernel.EmployerRole;
import natsuin.testkit.Browser;
import natsuin.testkit.Browser.Answer;
import natsuin.testkit.ClientKeys;
import natsuin.testkit.EmployerSeat;
import natsuin.testkit.Employers;
import natsuin.testkit.Employers.Member;
import natsuin.testkit.TlsClient;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Who may do what in the employer portal, and what comes of it (EMP-4, EMP-5). An operation without
 * a row fails.
 */
@DisplayName("Rights of employers' users, and a master user's acts (EMP-4, EMP-5, EMP-9)")
class EmployerRightsIT {
  private static final String USERS = "/api/employer/users";

  /**
   * Columns: a master user to a general user, to himself, to another employer's; a general user to
   * himself, to a colleague, to the master user, to another employer's; nobody. y: let through,
   * whatever comes of it; f: 403; n: 404; u: 401; -: nobody is acted on.
   */
  private static final String TABLE =
      """
      GET    /api/employer/account                      | y-- y--- u
      PUT    /api/employer/account                      | y-- y--- u
      PUT    /api/employer/account/language             | y-- y--- u
      PUT    /api/employer/account/password             | y-- y--- u
      PUT    /api/employer/account/email                | y-- y--- u
      POST   /api/employer/account/email/code           | y-- y--- u
      GET    /api/employer/users                        | y-- f--- u
      POST   /api/employer/users                        | y-- f--- u
      GET    /api/employer/users/{id}                   | yyn ffff u
      PUT    /api/employer/users/{id}                   | yfn ffff u
      POST   /api/employer/users/{id}/unlock            | yfn ffff u
      POST   /api/employer/users/{id}/initial-password  | yfn ffff u
      POST   /api/employer/users/{id}/revocation        | yfn ffff u
      DELETE /api/employer/users/{id}                   | yfn ffff u
      """;

  @RegisterExtension static final World WORLD = new World();

  private final Employers employers = new Employers(WORLD);
  private final ClientKeys keys = new ClientKeys(WORLD);

  @Test
  @DisplayName("Every operation inside has its row, and each row holds")
  void table() {
    var company = employers.company();
    var master = employers.master(company);
    var general = employers.general(company);
    var colleague = employers.general(company);
    var foreign = employers.general();
    var byMaster = in(master);
    var byGeneral = in(general);
    var stranger = Browser.overTls(WORLD, WORLD.node(), TlsClient.anonymous());
    var wrong = new ArrayList<String>();
    for (String line : TABLE.lines().toList()) {
      String[] parts = line.split("\\|", -1);
      String[] operation = parts[0].trim().split(" +", -1);
      String[] expected = parts[1].trim().split(" ", -1);
      List<Member> targets = List.of(colleague, master, foreign);
      for (int i = 0; i < 3; i++) {
        check(wrong, byMaster, operation, targets.get(i), expected[0].charAt(i));
      }
      targets = List.of(general, colleague, master, foreign);
      for (int i = 0; i < 4; i++) {
        check(wrong, byGeneral, operation, targets.get(i), expected[1].charAt(i));
      }
      check(wrong, stranger, operation, colleague, expected[2].charAt(0));
    }
    assertThat(wrong).isEmpty();
    assertThat(operations()).isEqualTo(inTable());
  }

  private void check(
      List<String> wrong, Browser by, String[] operation, Member target, char expected) {
    if (expected == '-') {
      return;
    }
    int status = send(by, operation[0], operation[1], target).status();
    boolean holds =
        switch (expected) {
          case 'f' -> status == 403;
          case 'n' -> status == 404;
          case 'u' -> status == 401;
          default -> status < 500 && !Set.of(401, 403, 404).contains(status);
        };
    if (!holds) {
      wrong.add(String.join(" ", operation) + " to " + target.userId() + ": " + status);
    }
  }

  private Answer send(Browser by, String verb, String path, Member target) {
    var body =
        new JsonObject()
            .put("userId", "x")
            .put("name", "見本　花子")
            .put("email", "rights@example.jp")
            .put("emailAgain", "rights@example.jp")
            .put("version", 99)
            .put("serial", "5f")
            .put("reason", "requested")
            .put("language", "ja")
            .put("current", Employers.PASSWORD)
            .put("new", "x")
            .put("code", "000000");
    String asked = path.replace("{id}", target.id().toString());
    if (verb.equals("GET")) {
      return by.get(asked);
    }
    if (verb.equals("DELETE")) {
      return by.delete(asked + "?version=99");
    }
    return by.send(
        by.request(asked)
            .header("Content-Type", "application/json")
            .method(verb, HttpRequest.BodyPublishers.ofString(body.encode())));
  }

  private static Set<String> inTable() {
    var all = new TreeSet<String>();
    TABLE.lines().forEach(line -> all.add(line.split("\\|", -1)[0].trim().replaceAll(" +", " ")));
    return all;
  }

  private static Set<String> operations() {
    var paths = new JsonObject(WORLD.get("/api/openapi.json").body()).getJsonObject("paths");
    var all = new TreeSet<String>();
    for (String path : paths.fieldNames()) {
      if (path.startsWith("/api/employer/account") || path.startsWith(USERS)) {
        paths.getJsonObject(path).fieldNames().stream()
            .filter(Set.of("get", "put", "post", "delete")::contains)
            .forEach(verb -> all.add(verb.toUpperCase(Locale.ROOT) + " " + path));
      }
    }
    return all;
  }

  @Test
  @DisplayName(
      "EMP-5: registered, the initial password leads to one's own; a new one ends sessions")
  void handsOut() {
    var company = employers.company();
    var by = in(employers.master(company));
    var form =
        new JsonObject()
            .put("userId", "Shiro2026")
            .put("name", "見本　四郎")
            .put("email", "shiro@example.jp")
            .put("emailAgain", "shiro@example.jp");
    var added = by.post(USERS, form);
    assertThat(added.status()).as(added.http().body()).isEqualTo(201);
    assertThat(added.header("Cache-Control")).contains("no-store");
    assertThat(by.post(USERS, form).http().body()).contains("user-id-taken");
    String password = added.json().getString("initialPassword");
    await().until(() -> !WORLD.mailTo("shiro@example.jp").isEmpty());
    assertThat(WORLD.mailTo("shiro@example.jp").getFirst().text())
        .contains("Shiro2026")
        .doesNotContain(password);
    var id = UUID.fromString(added.json().getString("id"));
    var member = new Member(id, company, EmployerRole.GENERAL, "Shiro2026", "shiro@example.jp");
    var first = new EmployerSeat(WORLD, member).password(password);
    assertThat(first.json().getString("next")).isEqualTo("new-password");
    var again =
        by.post(
            USERS + "/" + id + "/initial-password",
            new JsonObject().put("version", added.json().getInteger("version")));
    assertThat(again.status()).isEqualTo(200);
    assertThat(new EmployerSeat(WORLD, member).password(password).status()).isEqualTo(401);
    assertThat(
            by.post(USERS + "/" + id + "/initial-password", new JsonObject().put("version", 1))
                .code())
        .as("somebody else was faster")
        .isEqualTo("changed-meanwhile");
  }

  @Test
  @DisplayName("EMP-4: six wrong lock, the master user lifts it; a block too; not twice")
  void lifts() {
    var company = employers.company();
    var by = in(employers.master(company));
    var locked = employers.general(company);
    var seat = new EmployerSeat(WORLD, locked);
    for (int i = 0; i < 6; i++) {
      seat.password("Wrong#26ab");
    }
    assertThat(seat.password(Employers.PASSWORD).status()).isEqualTo(423);
    assertThat(user(by, locked).getString("state")).isEqualTo("locked");
    String unlock = USERS + "/" + locked.id() + "/unlock";
    assertThat(by.post(unlock).json().getString("state")).isEqualTo("active");
    assertThat(by.post(unlock).code()).isEqualTo("nothing-locked");
    assertThat(seat.password(Employers.PASSWORD).status()).isEqualTo(202);
    sql("update employer_user set blocked_at = now() where id = $1", locked);
    assertThat(user(by, locked).getString("state")).isEqualTo("blocked");
    assertThat(by.post(unlock).json().getString("state")).isEqualTo("active");
  }

  @Test
  @DisplayName("EMP-5, EMP-9: deleting revokes and logs out at once; the bank is asked once")
  void revokes() {
    var company = employers.company();
    var by = in(employers.master(company));
    var leaver = employers.general(company);
    var his = in(leaver);
    String serial = user(by, leaver).getJsonObject("certificate").getString("serial");
    var ask = new JsonObject().put("serial", serial).put("reason", "computer-changed");
    String path = USERS + "/" + leaver.id();
    assertThat(by.post(path + "/revocation", ask).status()).isEqualTo(201);
    assertThat(by.post(path + "/revocation", ask).code()).isEqualTo("revocation-filed");
    assertThat(user(by, leaver).getJsonArray("actions")).doesNotContain("ask-revocation");
    assertThat(his.get("/api/employer/account").status()).isEqualTo(200);
    assertThat(by.delete(path + "?version=77").code()).isEqualTo("changed-meanwhile");
    int version = user(by, leaver).getInteger("version");
    assertThat(by.delete(path + "?version=" + version).status()).isEqualTo(204);
    assertThat(his.get("/api/employer/account").status()).isEqualTo(401);
    assertThat(by.get(path).status()).isEqualTo(404);
    assertThat(his.get("/api/employer/connection").http().body()).contains("revoked");
  }

  @Test
  @DisplayName("A new password ends the user's other sessions, and is asked for at the next login")
  void password() {
    var member = employers.general();
    var here = in(member);
    var there = in(member);
    var change = new JsonObject().put("current", Employers.PASSWORD).put("new", "Yama#no26k");
    assertThat(here.put("/api/employer/account/password", change).status()).isEqualTo(204);
    assertThat(here.get("/api/employer/account").status()).isEqualTo(200);
    assertThat(there.get("/api/employer/account").status()).isEqualTo(401);
    assertThat(here.put("/api/employer/account/password", change).http().body())
        .contains("current");
  }

  private static JsonObject user(Browser by, Member member) {
    return by.get(USERS + "/" + member.id()).json();
  }

  private static void sql(String statement, Member member) {
    WORLD.database().client().preparedQuery(statement).execute(Tuple.of(member.id())).await();
  }

  /** A browser that is logged in by a certificate of this user's own. */
  private Browser in(Member member) {
    var browser = Browser.overTls(WORLD, WORLD.node(), keys.of(member).client());
    var login =
        browser.post(
            "/api/employer/session",
            new JsonObject().put("userId", member.userId()).put("password", Employers.PASSWORD));
    assertThat(login.status()).as(login.http().body()).isEqualTo(200);
    return browser;
  }
}
