package natsuin.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import natsuin.kernel.StaffRole;
import natsuin.kernel.UserRole;
import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Branch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tables of {@code rights}, asked at the interface: every role, every operation. */
@DisplayName("Roles and operations: own, a colleague's, another organization's, another branch's")
class RightsIT {
  @RegisterExtension static final World WORLD = new World();

  /** GETs of a contract and its documents; what else there is for whom stands in the tests. */
  private static final List<String> READING =
      List.of("", "/documents/{document}/content", "/documents/{document}/report");

  private static Counter counter;
  private static Branch branch;
  private static People.Clerk creator;
  private static People.Customer named;
  private static JsonObject open;
  private static JsonObject settled;

  @BeforeAll
  static void contracts() {
    counter = new Counter(WORLD);
    branch = counter.people().branch();
    creator = counter.people().clerk(branch, StaffRole.OFFICER);
    named = counter.signer(branch, UserRole.SIGNER);
    var officer = new Browser(WORLD).loggedIn(creator);
    open = counter.contract(officer, named);
    settled = counter.contract(officer, named);
    counter.setState(settled.getString("id"), "in-force");
  }

  @Test
  void colleagues() {
    for (var role : UserRole.values()) {
      int unsettled = role == UserRole.REPRESENTATIVE || role == UserRole.ADMINISTRATOR ? 200 : 404;
      int afterwards = role == UserRole.SIGNER ? 404 : 200;
      var colleague = new Browser(WORLD).loggedIn(ofOrganization(named.organization(), role));
      assertReads(colleague, "/api/contracts/", open, unsettled, role);
      assertReads(colleague, "/api/contracts/", settled, afterwards, role);
      assertChanges(colleague, open, unsettled == 200 ? 403 : 404, role);
      assertListed(colleague, open, unsettled == 200);
      assertListed(colleague, settled, afterwards == 200);
    }
  }

  @Test
  void theSignerHimself() {
    var browser = new Browser(WORLD).loggedIn(named);
    assertReads(browser, "/api/contracts/", open, 200, "named");
    assertReads(browser, "/api/contracts/", settled, 200, "named");
    assertListed(browser, open, true);
    assertListed(browser, settled, true);
  }

  @Test
  @DisplayName(
      "Attack: contracts of another organization, by their identifiers: as if there were none")
  void anotherOrganization() {
    for (var role : UserRole.values()) {
      var stranger = new Browser(WORLD).loggedIn(counter.people().customer(branch, role, null));
      assertReads(stranger, "/api/contracts/", open, 404, role);
      assertReads(stranger, "/api/contracts/", settled, 404, role);
      assertChanges(stranger, open, 404, role);
      assertListed(stranger, open, false);
      var unknown = stranger.get("/api/contracts/" + UUID.randomUUID());
      var foreign = stranger.get("/api/contracts/" + open.getString("id"));
      assertThat(without(foreign)).as("nothing tells them apart").isEqualTo(without(unknown));
    }
  }

  @Test
  void staffOfTheBranchAndOfAnother() {
    for (var role : StaffRole.values()) {
      boolean everywhere = role == StaffRole.HEAD_OFFICE || role == StaffRole.AUDITOR;
      var own = new Browser(WORLD).loggedIn(counter.people().clerk(branch, role));
      var other = new Browser(WORLD).loggedIn(counter.people().clerk(role));
      assertReads(own, "/api/staff/contracts/", open, 200, role);
      assertReads(other, "/api/staff/contracts/", open, everywhere ? 200 : 404, role);
      assertThat(staffLists(own)).contains(open.getString("id"));
      assertThat(staffLists(other).contains(open.getString("id"))).isEqualTo(everywhere);

      boolean creates = role == StaffRole.OFFICER || role == StaffRole.APPROVER;
      boolean cancels = creates || role == StaffRole.HEAD_OFFICE;
      assertThat(own.get("/api/staff/signers").status())
          .as(role.code())
          .isEqualTo(cancels ? 200 : 403);
      assertThat(own.post("/api/staff/contracts", new JsonObject()).status())
          .as(role.code())
          .isEqualTo(creates ? 422 : 403);
      assertThat(Counter.tryUpload(own, Counter.paper("a"), "a.pdf").status())
          .as(role.code())
          .isEqualTo(cancels ? 201 : 403);

      boolean concludes = role == StaffRole.APPROVER || role == StaffRole.HEAD_OFFICE;
      String conclusion = "/api/staff/contracts/" + open.getString("id") + "/conclusion";
      assertThat(own.post(conclusion).status()).as(role.code()).isEqualTo(concludes ? 409 : 403);
      assertThat(other.post(conclusion).status())
          .as(role.code())
          .isEqualTo(!everywhere ? 404 : concludes ? 409 : 403);
    }
  }

  @Test
  @DisplayName("Four eyes: who created a contract does not conclude it, whatever his role")
  void fourEyes() {
    var approver = counter.people().clerk(branch, StaffRole.APPROVER);
    var browser = new Browser(WORLD).loggedIn(approver);
    var contract = counter.contract(browser, named);
    counter.everybodyHasSigned(contract.getString("id"));
    String path = "/api/staff/contracts/" + contract.getString("id");
    assertThat(browser.get(path).json().getJsonObject("may").getBoolean("conclude")).isFalse();
    assertThat(browser.post(path + "/conclusion").code()).isEqualTo("four-eyes");
    var another = new Browser(WORLD).loggedIn(counter.people().clerk(branch, StaffRole.APPROVER));
    assertThat(another.get(path).json().getJsonObject("may").getBoolean("conclude")).isTrue();
  }

  @Test
  @DisplayName("Attack: each portal's cookie at the other portal, and none at all")
  void theOtherPortalsCookie() {
    var customer = new Browser(WORLD).loggedIn(named);
    var staff = new Browser(WORLD).loggedIn(creator);
    var swapped =
        new Browser(WORLD)
            .withCookie("natsuin_mypage", staff.cookie("natsuin_staff"))
            .withCookie("natsuin_staff", customer.cookie("natsuin_mypage"));
    for (var browser : List.of(swapped, new Browser(WORLD))) {
      for (String portal : List.of("/api/contracts/", "/api/staff/contracts/")) {
        assertReads(browser, portal, open, 401, portal);
      }
      assertThat(browser.get("/api/contracts?list=to-sign").status()).isEqualTo(401);
      assertThat(browser.get("/api/staff/contracts").status()).isEqualTo(401);
      assertThat(browser.get("/api/staff/signers").status()).isEqualTo(401);
      assertThat(browser.post("/api/staff/contracts", new JsonObject()).status()).isEqualTo(401);
      assertThat(Counter.tryUpload(browser, Counter.paper("a"), "a.pdf").status()).isEqualTo(401);
      assertChanges(browser, open, 401, "nobody");
    }
  }

  @Test
  @DisplayName("Attack: identifiers that are none")
  void noIdentifiers() {
    var browser = new Browser(WORLD).loggedIn(named);
    for (String id : List.of("1", "null", "%27", "..%2f..%2fetc", "0-0-0-0-0", "a".repeat(5000))) {
      assertThat(browser.get("/api/contracts/" + id).status()).as(id).isIn(400, 404, 414);
    }
  }

  private static void assertReads(
      Browser browser, String portal, JsonObject contract, int status, Object who) {
    for (String path : READING) {
      // A report is dear, and has the same door as the content.
      if (path.endsWith("/report") && status == 200) {
        continue;
      }
      var answer = browser.get(portal + contract.getString("id") + fill(path, contract));
      assertThat(answer.status()).as("%s GET %s", who, path).isEqualTo(status);
    }
  }

  private static void assertChanges(Browser browser, JsonObject contract, int status, Object who) {
    String path = "/api/contracts/" + contract.getString("id");
    Map<String, Function<Browser, Browser.Answer>> changes = new LinkedHashMap<>();
    changes.put("tick", b -> b.put(path + "/acknowledgements/explanation"));
    changes.put("untick", b -> b.delete(path + "/acknowledgements/documents"));
    changes.put("refuse", b -> b.post(path + "/refusal", new JsonObject().put("comment", "拒否します")));
    changes.forEach(
        (name, change) ->
            assertThat(change.apply(browser).status()).as("%s %s", who, name).isEqualTo(status));
  }

  private static void assertListed(Browser browser, JsonObject contract, boolean listed) {
    var ids = new ArrayList<String>();
    for (String list : List.of("to-sign", "in-force", "ended")) {
      browser
          .get("/api/contracts?size=100&list=" + list)
          .json()
          .getJsonArray("items")
          .forEach(row -> ids.add(((JsonObject) row).getString("id")));
    }
    assertThat(ids.contains(contract.getString("id"))).isEqualTo(listed);
  }

  private static List<String> staffLists(Browser browser) {
    return browser.get("/api/staff/contracts?size=100").json().getJsonArray("items").stream()
        .map(row -> ((JsonObject) row).getString("id"))
        .toList();
  }

  private static JsonObject without(Browser.Answer answer) {
    var json = answer.json();
    json.remove("requestId");
    return json;
  }

  private static String fill(String path, JsonObject contract) {
    return path.replace(
        "{document}", contract.getJsonArray("documents").getJsonObject(1).getString("id"));
  }

  private static People.Customer ofOrganization(UUID organization, UserRole role) {
    var person = counter.people().customer(branch, role, null);
    counter.run(
        "update app_user set organization_id = $2 where id = $1",
        Tuple.of(person.id(), organization));
    return new People.Customer(person.id(), organization, person.mypageId(), person.email());
  }
}
