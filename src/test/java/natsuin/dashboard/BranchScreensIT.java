package natsuin.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.regex.Pattern;
import natsuin.contracts.Counter;
import natsuin.kernel.StaffRole;
import natsuin.kernel.UserRole;
import natsuin.testkit.Axe;
import natsuin.testkit.Browser;
import natsuin.testkit.Chromium;
import natsuin.testkit.World;
import natsuin.users.Branch;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The branch's working place in a browser (STAFF-2, STAFF-3, UI-1)")
class BranchScreensIT {
  @RegisterExtension static final World WORLD = new World().with("throttle.requests", "100000");

  private static Chromium chromium;
  private final Counter counter = new Counter(WORLD);

  @BeforeAll
  static void open() {
    chromium = new Chromium(WORLD);
    setDefaultAssertionTimeout(15_000);
  }

  @AfterAll
  static void close() {
    chromium.close();
  }

  private Browser clerk(Branch branch, StaffRole role) {
    return new Browser(WORLD).loggedIn(counter.people().clerk(branch, role));
  }

  private BrowserContext desk(Browser staff, int width) {
    return chromium.deskOf(staff, width, ColorScheme.LIGHT);
  }

  private void contractIs(String id, String assignments) {
    WORLD
        .database()
        .client()
        .preparedQuery(
            "update contract set " + assignments + " where id = $1 and $2::timestamptz is not null")
        .execute(Tuple.of(UUID.fromString(id), WORLD.clock().instant().atOffset(ZoneOffset.UTC)))
        .await();
  }

  private static void fitsAndIsAccessible(Page page) {
    Assertions.assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as("nothing sticks out")
        .isEqualTo(true);
    Assertions.assertThat(Axe.findings(page)).isEmpty();
  }

  private static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(java.nio.file.Path.of("target/pictures/" + name + ".png"))
            .setFullPage(true));
  }

  @Test
  @DisplayName("引き受ける by keyboard: it leaves the top here and at a colleague's, without reloading")
  void takenOnByKeyboard() {
    var branch = counter.people().branch();
    var officer = clerk(branch, StaffRole.OFFICER);
    var borrower = counter.signer(branch, UserRole.REPRESENTATIVE);
    String refused = counter.contract(officer, borrower).getString("id");
    String late = counter.contract(officer, borrower).getString("id");
    contractIs(late, "sign_by = '2020-01-01'");
    String signed = counter.contract(officer, borrower).getString("id");
    contractIs(signed, "state = 'signed', signed_at = $2");
    try (var desk = desk(officer, 1280);
        var phone = desk(clerk(branch, StaffRole.APPROVER), 390)) {
      var page = desk.newPage();
      page.navigate("/staff");
      assertThat(page.locator("live-state")).containsText("ライブ");
      var colleague = phone.newPage();
      colleague.navigate("/staff");
      assertThat(colleague.locator("#lane-signed")).isVisible();
      var customer = new Browser(WORLD).loggedIn(borrower);
      var answer =
          customer.post(
              "/api/contracts/" + refused + "/refusal",
              new io.vertx.core.json.JsonObject().put("comment", "条件が違います").put("version", 1));
      Assertions.assertThat(answer.status()).as(answer.http().body()).isLessThan(300);
      var onTop = page.locator(".lane.attention li");
      assertThat(onTop).hasCount(2);
      assertThat(page.locator(".lane.attention")).containsText("お客さまが否認しました");
      assertThat(page.locator(".totals .alarm dd")).hasText("2");
      fitsAndIsAccessible(page);
      fitsAndIsAccessible(colleague);
      picture(page, "dashboard-1280");
      picture(colleague, "dashboard-390");

      var button = page.locator("li[data-key='" + refused + "'] .care button");
      button.focus();
      page.keyboard().press("Enter");
      assertThat(onTop).hasCount(1);
      assertThat(page.locator("li[data-key='" + refused + "']")).containsText("自分が対応中");
      assertThat(colleague.locator(".lane.attention li")).hasCount(1);
      assertThat(colleague.locator("li[data-key='" + refused + "']"))
          .containsText(Pattern.compile("職員\\d+が対応中"));
      fitsAndIsAccessible(page);
      colleague.locator("li[data-key='" + refused + "']").getByRole(AriaRole.BUTTON).press("Enter");
      assertThat(onTop).hasCount(2);

      page.navigate("/staff/queues");
      assertThat(page.locator("#toConclude li")).hasCount(1);
      assertThat(page.locator("#overdue li")).hasCount(1);
      assertThat(page.locator("#refused")).containsText("条件が違います");
      assertThat(page.locator("app-nav a[aria-current=page] .count")).containsText("3");
      fitsAndIsAccessible(page);
      picture(page, "queues-1280");
      colleague.navigate("/staff/queues");
      assertThat(colleague.locator("#refused li")).hasCount(1);
      fitsAndIsAccessible(colleague);
      picture(colleague, "queues-390");
      try (var office = desk(clerk(counter.people().branch(), StaffRole.HEAD_OFFICE), 1280)) {
        var all = office.newPage();
        all.navigate("/staff/branches");
        var line = all.locator("tr[data-key='" + branch.id() + "']");
        assertThat(line).containsText("！1");
        fitsAndIsAccessible(all);
        picture(all, "branches-1280");
        line.locator("a").press("Enter");
        assertThat(all.locator("h1")).containsText(branch.name());
      }
      care(officer, refused);
      assertThat(colleague.locator("#refused")).hasCount(0);
    }
    Assertions.assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  @DisplayName(
      "壁面表示: stays on through the night, a day's end and a broken line, with nobody's login; turned"
          + " off, it goes dark at once (STAFF-3)")
  void wallThroughTheNight() throws java.io.IOException {
    var branch = counter.people().branch();
    var officer = clerk(branch, StaffRole.OFFICER);
    var borrower = counter.signer(branch, UserRole.REPRESENTATIVE);
    for (int i = 0; i < 3; i++) {
      counter.contract(officer, borrower);
    }
    contractIs(counter.contract(officer, borrower).getString("id"), "sign_by = '2020-01-01'");
    try (var desk = desk(clerk(branch, StaffRole.OFFICER), 1920)) {
      var wall = desk.newPage();
      wall.setViewportSize(1920, 1080);
      wall.navigate("/staff");
      wall.getByText("壁面表示").click();
      wall.locator("#wall-name").fill("営業室");
      Assertions.assertThat(Axe.findings(wall)).isEmpty();
      wall.keyboard().press("Enter");
      wall.waitForURL(Pattern.compile(".*\\?wall.*"));
      assertThat(wall.locator(".totals dd").first()).hasText("4");
      assertThat(wall.locator("main button, app-nav a:visible")).hasCount(0);
      fitsAndIsAccessible(wall);
      picture(wall, "wall-1920");
      Assertions.assertThat(
              (Integer)
                  wall.evaluate(
                      "parseInt(getComputedStyle(document.querySelector('.totals dd')).fontSize)"))
          .as("readable from 5 m")
          .isGreaterThanOrEqualTo(60);

      WORLD.clock().advance(java.time.Duration.ofHours(30));
      desk.setOffline(true);
      desk.setOffline(false);
      wall.reload();
      assertThat(wall.locator(".totals dd").first()).hasText("0");
      assertThat(wall.locator("live-state")).containsText("ライブ");
      var morning = clerk(branch, StaffRole.APPROVER);
      String late = counter.contract(clerk(branch, StaffRole.OFFICER), borrower).getString("id");
      assertThat(wall.locator("li[data-key='" + late + "']")).isVisible();
      assertThat(wall.locator(".totals dd").first()).hasText("1");

      try (var other = desk(morning, 1280)) {
        var page = other.newPage();
        page.navigate("/staff");
        page.getByText("壁面表示").click();
        page.getByText("消す").press("Enter");
        assertThat(page.locator(".walls li")).hasCount(0);
      }
      assertThat(wall.locator("#page")).containsText("この壁面表示は終了しました");
    }
  }

  @Test
  @DisplayName("失効: filed at the customer's card, confirmed by another on the page of what waits")
  void revocation() {
    var branch = counter.people().branch();
    var borrower = counter.signer(branch, UserRole.REPRESENTATIVE);
    try (var desk = desk(clerk(branch, StaffRole.OFFICER), 390);
        var second = desk(clerk(branch, StaffRole.APPROVER), 1280)) {
      var page = desk.newPage();
      page.navigate("/staff/organizations/" + borrower.organization());
      page.getByText("電子証明書の失効申請").press("Enter");
      fitsAndIsAccessible(page);
      page.locator("#revocation-reason").selectOption("holder-left");
      page.locator("#revocation-note").fill("退任届を受領");
      page.getByText("申請する", new Page.GetByTextOptions().setExact(true)).press("Enter");
      assertThat(page.locator("#told")).containsText("失効を申請しました");
      var queue = second.newPage();
      queue.navigate("/staff/queues");
      assertThat(queue.locator("#revocations")).containsText("退任届を受領");
      fitsAndIsAccessible(queue);
      picture(queue, "revocations-1280");
      queue
          .locator("#revocations")
          .getByText("承認", new com.microsoft.playwright.Locator.GetByTextOptions().setExact(true))
          .press("Enter");
      assertThat(queue.locator("#confirm-dialog .seal")).isVisible();
      queue.locator("#confirm-dialog .seal").press("Enter");
      assertThat(queue.locator("#revocations")).hasCount(0);
    }
    Assertions.assertThat(chromium.complaints()).isEmpty();
  }

  private static void care(Browser staff, String contract) {
    Assertions.assertThat(staff.post("/api/staff/contracts/" + contract + "/care").status())
        .isEqualTo(200);
  }
}
