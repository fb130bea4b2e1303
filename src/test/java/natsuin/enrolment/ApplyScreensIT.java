package natsuin.enrolment;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonObject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import natsuin.kernel.StaffRole;
import natsuin.testkit.Axe;
import natsuin.testkit.Browser;
import natsuin.testkit.Chromium;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Branch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplyScreensIT {
  @RegisterExtension
  static final World WORLD =
      new World().with("throttle.requests", "100000").with("maintenance.week", "2");

  private static Chromium chromium;
  private final People people = new People(WORLD);
  private final Applicants applicants = new Applicants(WORLD);
  private Branch branch = new Branch(UUID.randomUUID(), "", "", "");

  @BeforeAll
  static void open() {
    chromium = new Chromium(WORLD);
    setDefaultAssertionTimeout(15_000);
  }

  @AfterAll
  static void close() {
    chromium.close();
  }

  @BeforeEach
  void aBranch() {
    people.branch();
    branch = people.branch();
  }

  @ParameterizedTest
  @CsvSource({
    "corporation,1280",
    "corporation,390",
    "sole-proprietor,390",
    "individual,1280",
  })
  @DisplayName(
      "APP-1 to APP-5, UI-1: the whole form by keyboard alone; a reload at any step loses nothing")
  void byKeyboard(String kind, int width) {
    var typed = typed(kind);
    try (var desk = chromium.desk(width, ColorScheme.LIGHT)) {
      var page = desk.newPage();
      page.navigate("/apply");
      var keyboard = new Keyboard(page);
      new Typist(page, branch).fillIn(typed);
      page.reload();
      typed.forEach(
          entry -> {
            if (!List.of("kind", "personalSignature", "identification").contains(entry.getKey())) {
              assertThat(page.locator("#f-" + entry.getKey())).not().hasValue("");
            }
          });
      keyboard.to("next").press("Enter");

      assertThat(page.locator("steps-rail li.now")).containsText("入力内容の確認");
      page.reload();
      assertThat(page.locator("#page")).containsText(typed.getString("email"));
      assertThat(page.locator("#page")).containsText("104-0028");
      assertThat(page.locator("#page")).containsText(branch.name());
      org.assertj.core.api.Assertions.assertThat(Axe.findings(page)).isEmpty();
      keyboard.to("send").press("Enter");

      assertThat(page.locator("#address")).hasText(typed.getString("email"));
      page.reload();
      assertThat(page.locator("#address")).hasText(typed.getString("email"));
      org.assertj.core.api.Assertions.assertThat(Axe.findings(page)).isEmpty();
      String code = applicants.code(typed.getString("email"), 0);
      keyboard.to("code").type(code).press("Enter");

      assertThat(page.locator("#number")).hasText(Pattern.compile("A\\d{4}-\\d{6}"));
      page.reload();
      assertThat(page.locator("#number")).isVisible();
      org.assertj.core.api.Assertions.assertThat(Axe.findings(page)).isEmpty();
      org.assertj.core.api.Assertions.assertThat(drafts(page)).as("left in this browser").isEmpty();
    }
    org.assertj.core.api.Assertions.assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  @DisplayName(
      "APP-5: 「戻る」, the browser's own back and 「お申込み情報入力へ」 keep everything; the address is"
          + " corrected and the new code is the one that counts")
  void backAndCorrect() {
    var typed = typed("individual");
    String wrong = "wrong-" + typed.getString("email");
    try (var desk = chromium.desk(1280, ColorScheme.LIGHT)) {
      var page = desk.newPage();
      page.navigate("/apply?branch=" + branch.code());
      new Typist(page, branch).fillIn(typed.copy().put("email", wrong).put("emailAgain", wrong));
      page.locator("#next").click();
      page.locator("#back").click();
      assertThat(page.locator("#f-address")).hasValue(typed.getString("address"));
      page.locator("#next").click();
      page.locator("#send").click();
      page.locator("#code").waitFor();
      String first = applicants.code(wrong, 0);
      page.goBack();
      assertThat(page.locator("#send")).isVisible();
      page.goForward();
      page.locator("#to-entry").click();
      assertThat(page.locator("#f-email")).hasValue(wrong);
      assertThat(page.locator("#f-familyName")).hasValue("仮野");
      page.locator("#f-email").fill(typed.getString("email"));
      page.locator("#f-emailAgain").fill(typed.getString("email"));
      page.locator("#next").click();
      page.locator("#send").click();
      assertThat(page.locator("#address")).hasText(typed.getString("email"));
      page.locator("#code").fill(first);
      page.locator("#apply").click();
      assertThat(page.locator(".summary")).containsText("あと4回");
      page.locator("#code").fill(applicants.code(typed.getString("email"), 0));
      page.locator("#apply").click();
      assertThat(page.locator("#number")).isVisible();
    }
  }

  @Test
  @DisplayName("APP-5: a code that ended, or was wrong too often, ends in a sentence and a way on")
  void codeEnds() {
    var typed = typed("individual");
    try (var desk = chromium.desk(390, ColorScheme.LIGHT)) {
      var page = desk.newPage();
      page.navigate("/apply");
      new Typist(page, branch).fillIn(typed);
      page.locator("#next").click();
      page.locator("#send").click();
      String code = applicants.code(typed.getString("email"), 0);
      for (int i = 0; i < 5; i++) {
        page.locator("#code").fill(code.equals("000000") ? "111111" : "000000");
        page.locator("#apply").click();
        page.locator(".summary").waitFor();
      }
      assertThat(page.locator(".summary")).containsText("認証コードは無効になりました");
      page.locator("#to-entry").click();
      page.locator("#next").click();
      for (int i = 0; i < 4; i++) {
        page.locator("#send").click();
        page.locator("#code").waitFor();
        page.goBack();
      }
      page.locator("#send").click();
      assertThat(page.locator(".summary")).containsText("送信回数が上限に達しました");
    }
  }

  @Test
  @DisplayName("LOGIN-9, UI-2: maintenance begins over a form that is filled in; nothing is lost")
  void maintenance() {
    var typed = typed("corporation");
    try (var desk = chromium.desk(1280, ColorScheme.LIGHT)) {
      var page = desk.newPage();
      page.navigate("/apply");
      new Typist(page, branch).fillIn(typed);
      page.locator("#next").click();
      page.locator("#send").waitFor();
      WORLD.clock().advance(untilMaintenance());
      page.locator("#send").click();
      assertThat(page.locator("h1")).containsText("メンテナンス");
      WORLD.clock().advance(Duration.ofHours(8));
      page.reload();
      assertThat(page.locator("#page")).containsText(typed.getString("name"));
      page.locator("#send").click();
      assertThat(page.locator("#address")).hasText(typed.getString("email"));
    }
  }

  /** Half an hour into the next second Saturday's night. */
  private static Duration untilMaintenance() {
    var now = WORLD.clock().instant().atZone(ZoneId.of("Asia/Tokyo"));
    var saturday = secondSaturday(now);
    if (!saturday.isAfter(now)) {
      saturday = secondSaturday(now.plusMonths(1));
    }
    return Duration.between(now, saturday);
  }

  private static ZonedDateTime secondSaturday(ZonedDateTime month) {
    return month
        .with(TemporalAdjusters.dayOfWeekInMonth(2, DayOfWeek.SATURDAY))
        .withHour(23)
        .withMinute(30);
  }

  @Test
  @DisplayName("UI-2: two tabs of one browser: what one completes the other shows, without harm")
  void twoTabs() {
    var typed = typed("corporation");
    try (var desk = chromium.desk(1280, ColorScheme.LIGHT)) {
      var page = desk.newPage();
      page.navigate("/apply");
      new Typist(page, branch).fillIn(typed);
      page.locator("#next").click();
      page.locator("#send").click();
      page.locator("#code").waitFor();
      var other = desk.newPage();
      other.navigate("/apply#confirm");
      other.locator("#send").waitFor();
      String code = applicants.code(typed.getString("email"), 0);
      page.locator("#code").fill(code);
      page.locator("#apply").click();
      String number = page.locator("#number").textContent();
      other.locator("#send").click();
      assertThat(other.locator("#number").or(other.locator("#kind-corporation"))).isVisible();
      var reopened = desk.newPage();
      reopened.navigate("/apply");
      assertThat(reopened.locator("#number")).hasText(number);
    }
    var clerk = new Browser(WORLD).loggedIn(people.clerk(branch, StaffRole.OFFICER));
    org.assertj.core.api.Assertions.assertThat(
            clerk.get("/api/staff/applications").json().getInteger("total"))
        .isEqualTo(1);
  }

  @Test
  @DisplayName("APP-6, STAFF-2: the queue fills by itself; approved by one, the other sees who was")
  void staff() {
    var approver = new Browser(WORLD).loggedIn(people.clerk(branch, StaffRole.APPROVER));
    var second = new Browser(WORLD).loggedIn(people.clerk(branch, StaffRole.APPROVER));
    try (var desk = chromium.deskOf(approver, 1280, ColorScheme.LIGHT)) {
      var page = desk.newPage();
      page.navigate("/staff/applications");
      assertThat(page.locator(".empty")).isVisible();
      var typed = typed("corporation");
      String id = applicants.submitted(typed);
      assertThat(page.locator("a.cover")).hasText(typed.getString("name"));
      assertThat(page.locator("app-nav a[aria-current] .count")).containsText("1");
      org.assertj.core.api.Assertions.assertThat(Axe.findings(page)).isEmpty();
      page.locator("a.cover").click();
      page.locator("#approval").waitFor();
      org.assertj.core.api.Assertions.assertThat(Axe.findings(page)).isEmpty();
      page.locator("#approve").click();
      assertThat(page.locator("#borrower-wrong")).isVisible();
      page.locator("label:has(#borrower-no)").click();
      second.post(
          "/api/staff/applications/" + id + "/approval",
          new JsonObject().put("version", 2).put("borrower", false));
      assertThat(page.locator("h1 + .chip")).containsText("承認済み");
      assertThat(page.locator("#approval")).hasCount(0);
    }
  }

  private static Map<?, ?> drafts(Page page) {
    return (Map<?, ?>)
        page.evaluate(
            "Object.fromEntries(Object.entries(localStorage)"
                + ".filter(([name]) => name.startsWith('natsuin.draft')))");
  }

  private JsonObject typed(String kind) {
    return switch (kind) {
      case "corporation" -> Applicants.corporation(branch);
      case "sole-proprietor" -> Applicants.soleProprietor(branch);
      default -> Applicants.individual(branch);
    };
  }
}
