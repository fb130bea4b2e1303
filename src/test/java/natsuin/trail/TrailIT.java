package natsuin.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import natsuin.audit.Audit;
import natsuin.kernel.Actor;
import natsuin.kernel.StaffRole;
import natsuin.testkit.Axe;
import natsuin.testkit.Browser;
import natsuin.testkit.Chromium;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Branch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The audit trail as the bank's staff search, save and check it. */
@DisplayName("Audit trail (STAFF-4)")
class TrailIT {
  @RegisterExtension static final World WORLD = new World();
  private static @Nullable Branch here;
  private static @Nullable Branch elsewhere;

  @BeforeAll
  static void twoBranches() {
    var people = new People(WORLD);
    here = people.branch();
    elsewhere = people.branch();
    for (int i = 0; i < 120; i++) {
      record("service:test", "contract.signed", here, new JsonObject().put("n", i));
    }
    record("service:test", "contract.refused", elsewhere, new JsonObject().put("why", "=1+1"));
  }

  private static void record(String actor, String action, @Nullable Branch at, JsonObject detail) {
    UUID branch = Objects.requireNonNull(at).id();
    var who = new Actor.Service(actor.substring(actor.indexOf(':') + 1));
    WORLD
        .database()
        .tx(
            tx ->
                new Audit(WORLD.clock())
                    .record(tx, who, action, "contract:" + branch, branch, detail))
        .await();
  }

  private static Browser clerk(StaffRole role) {
    return new Browser(WORLD).loggedIn(new People(WORLD).clerk(Objects.requireNonNull(here), role));
  }

  private static List<JsonObject> found(Browser browser, String search) {
    var answer = browser.get("/api/staff/trail?size=100" + search);
    assertThat(answer.status()).isEqualTo(200);
    return objects(answer.json().getJsonArray("items"));
  }

  private static List<JsonObject> objects(JsonArray items) {
    return items.stream().map(JsonObject.class::cast).toList();
  }

  @Test
  @DisplayName("An approver sees the own branch's events, an auditor every branch's")
  void byBranch() {
    Browser approver = clerk(StaffRole.APPROVER);
    Browser auditor = clerk(StaffRole.AUDITOR);
    String foreign = Objects.requireNonNull(elsewhere).id().toString();
    assertThat(found(approver, ""))
        .extracting(event -> event.getString("branch"))
        .containsOnly(Objects.requireNonNull(here).id().toString());
    assertThat(found(approver, "&action=contract.refused")).isEmpty();
    assertThat(approver.get("/api/staff/trail?branch=" + foreign).status()).isEqualTo(404);
    assertThat(approver.get("/api/staff/trail.csv?branch=" + foreign).status()).isEqualTo(404);
    assertThat(found(auditor, "&branch=" + foreign)).hasSizeGreaterThanOrEqualTo(1);
    assertThat(approver.get("/api/staff/trail.jsonl").http().body()).doesNotContain(foreign);
  }

  @Test
  @DisplayName("An officer sees none of it, by no way")
  void notForOfficers() {
    Browser officer = clerk(StaffRole.OFFICER);
    for (String path : List.of("", "/actions", ".csv", ".jsonl")) {
      assertThat(officer.get("/api/staff/trail" + path).status()).as(path).isEqualTo(403);
    }
    assertThat(officer.post("/api/staff/trail/check", new JsonObject()).status()).isEqualTo(403);
  }

  @Test
  @DisplayName("Pages go on where the one before ended, while new events come in")
  void pagesByNumber() {
    Browser auditor = clerk(StaffRole.AUDITOR);
    String path = "/api/staff/trail?action=contract.signed&size=50";
    JsonObject first = auditor.get(path).json();
    record("service:test", "contract.signed", here, new JsonObject());
    JsonObject second = auditor.get(path + "&before=" + first.getLong("before")).json();
    long last = objects(first.getJsonArray("items")).getLast().getLong("seq");
    assertThat(objects(second.getJsonArray("items")).getFirst().getLong("seq")).isLessThan(last);
    assertThat(objects(second.getJsonArray("items"))).hasSize(50);
  }

  @Test
  @DisplayName("By who, what, to what and when, together")
  void search() {
    People.Clerk clerk = new People(WORLD).clerk(Objects.requireNonNull(here), StaffRole.AUDITOR);
    Browser auditor = new Browser(WORLD).loggedIn(clerk);
    assertThat(auditor.get("/api/staff/trail.csv?action=none").status()).isEqualTo(200);
    assertThat(found(auditor, "&actor=" + clerk.login() + "&action=trail.exported")).hasSize(1);
    assertThat(found(auditor, "&actor=" + clerk.login() + "&to=2001-01-01")).isEmpty();
    assertThat(found(auditor, "&actor=" + clerk.login() + "&from=2001-01-01T00:00")).isNotEmpty();
    assertThat(found(auditor, "&from=2999-01-01")).isEmpty();
    String subject = Objects.requireNonNull(here).id().toString();
    assertThat(found(auditor, "&action=contract.signed&subject=" + subject)).hasSize(100);
    assertThat(auditor.get("/api/staff/trail?from=yesterday").status()).isEqualTo(422);
  }

  @Test
  @DisplayName("Formula injection: what begins like a formula is text in the saved file")
  void formulaInjection() {
    Browser auditor = clerk(StaffRole.AUDITOR);
    record("service:=cmd", "contract.signed", elsewhere, new JsonObject());
    String csv = auditor.get("/api/staff/trail.csv").http().body();
    assertThat(csv.lines().skip(1)).allMatch(line -> line.matches("\"\\d+\",\"[^=+@-].*"));
    List<String> lines = auditor.get("/api/staff/trail.jsonl").http().body().lines().toList();
    assertThat(new JsonObject(lines.getFirst()).getLong("seq")).isEqualTo(1);
    assertThat(lines).hasSizeGreaterThan(121);
    assertThat(found(auditor, "&action=trail.exported")).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  @DisplayName("SEC-4: the check tells progress, then the end to keep; a wrong end is told apart")
  void check() {
    Browser auditor = clerk(StaffRole.AUDITOR);
    List<JsonObject> told = check(auditor, new JsonObject());
    assertThat(told.getFirst().getLong("checked")).isZero();
    assertThat(told.getLast().getString("verdict")).isEqualTo("intact");
    String head = told.getLast().getString("head");
    assertThat(check(auditor, new JsonObject().put("head", head)).getLast().getString("verdict"))
        .isEqualTo("intact");
    String rewritten = "1:" + "0".repeat(64);
    JsonObject broken = check(auditor, new JsonObject().put("head", rewritten)).getLast();
    assertThat(broken.getString("verdict")).isEqualTo("rewritten");
    assertThat(broken.getLong("from")).isEqualTo(1);
    JsonObject cut = new JsonObject().put("head", "99999999:" + "0".repeat(64));
    assertThat(check(auditor, cut).getLast().getString("verdict")).isEqualTo("cut");
    JsonObject nonsense = new JsonObject().put("head", "the end");
    assertThat(auditor.post("/api/staff/trail/check", nonsense).status()).isEqualTo(422);
  }

  private static List<JsonObject> check(Browser browser, JsonObject body) {
    return browser
        .post("/api/staff/trail/check", body)
        .http()
        .body()
        .lines()
        .map(JsonObject::new)
        .toList();
  }

  @Test
  @DisplayName("UI-1: searched, paged and checked in a browser, phone and desktop")
  void inABrowser() {
    Browser auditor = clerk(StaffRole.AUDITOR);
    try (Chromium chromium = new Chromium(WORLD)) {
      for (int width : new int[] {1280, 390}) {
        Page page = chromium.deskOf(auditor, width, ColorScheme.LIGHT).newPage();
        page.navigate("/staff/audit");
        page.selectOption("#action", "contract.signed");
        page.click("#search button");
        page.waitForURL("**action=contract.signed**");
        page.waitForCondition(() -> page.locator("tbody tr").count() == 50);
        page.click("nav[aria-label=ページ] button");
        page.waitForURL("**before=**");
        page.click("#check button");
        page.waitForSelector("#verdict .message.ok");
        page.screenshot(
            new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screens", "staff-audit-" + width + ".png")));
        assertThat(Axe.findings(page)).isEmpty();
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
            .isTrue();
      }
      assertThat(chromium.complaints()).isEmpty();
    }
  }
}
