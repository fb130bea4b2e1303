package natsuin.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import natsuin.bus.Announcements;
import natsuin.contracts.Counter;
import natsuin.kernel.StaffRole;
import natsuin.kernel.UserRole;
import natsuin.notices.NoticeKind;
import natsuin.notices.Notices;
import natsuin.testkit.Axe;
import natsuin.testkit.Browser;
import natsuin.testkit.Chromium;
import natsuin.testkit.People;
import natsuin.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Maintenance, questions, HOME and a browser that refuses things, in a real browser")
class EntranceScreensIT {
  private static final Path PROGRAM = Path.of("/usr/bin/chromium");
  private static final List<String> ARGUMENTS = List.of("--no-sandbox", "--disable-gpu");

  @RegisterExtension static final World WORLD = new World();

  private static Chromium chromium;
  private final People people = new People(WORLD);

  @BeforeAll
  static void startBrowser() {
    chromium = new Chromium(WORLD);
  }

  @AfterAll
  static void stopBrowser() {
    chromium.close();
  }

  @AfterEach
  void noPageBrokeThePolicyOrFailed() {
    assertThat(chromium.complaints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"390, ja", "1280, en"})
  @DisplayName(
      "LOGIN-9: maintenance planned by keyboard, met in the middle of work, and over by itself")
  void maintenance(int width, String language) {
    var headOffice = new Browser(WORLD).loggedIn(people.clerk(StaffRole.HEAD_OFFICE));
    var customer = new Browser(WORLD).loggedIn(people.customer());
    try (var staff = desk(headOffice, width, language);
        var mypage = desk(customer, width, language);
        Page plan = staff.newPage();
        Page work = mypage.newPage()) {
      work.navigate("/contracts/in-force?page=1");
      assertThat(work.locator("#page[aria-busy]")).hasCount(0);
      plan.navigate("/staff/maintenance");
      plan.locator("#fromDay").fill("2020/13/45");
      plan.locator("#form [type=submit]").click();
      assertThat(plan.locator("#fromDay-wrong")).isVisible();
      assertThat(Axe.findings(plan)).isEmpty();
      plan.reload();
      assertThat(plan.locator("#fromDay")).hasValue("2020/13/45");
      Instant now = WORLD.clock().instant();
      var zone = ZoneId.of("Asia/Tokyo");
      var from = now.minus(Duration.ofMinutes(2)).atZone(zone);
      var until = now.plus(Duration.ofMinutes(30)).atZone(zone);
      type(
          plan,
          "from",
          from.format(DateTimeFormatter.ofPattern("yyyyMMdd")),
          from.format(DateTimeFormatter.ofPattern("HHmm")));
      type(
          plan,
          "until",
          until.format(DateTimeFormatter.ofPattern("yyyy年M月d日")),
          until.format(DateTimeFormatter.ofPattern("H時m分")));
      plan.keyboard().press("Enter");
      plan.locator("dialog button[value=yes]").click();
      assertThat(plan.locator(".edited li")).hasCount(1);
      work.locator("app-nav a[href='/contracts/ended']").evaluate("a => a.click()");
      assertThat(work.locator("script[src='/pages/maintenance.js']")).hasCount(1);
      assertThat(work.locator("#told .message")).isVisible();
      assertThat(Axe.findings(work)).isEmpty();
      plan.locator(".edited li button").click();
      plan.locator("dialog button[value=yes]").click();
      assertThat(plan.locator(".edited li")).hasCount(0);
      work.locator("#look").click();
      work.waitForURL("**/contracts/ended");
      assertThat(work.locator("app-nav")).hasCount(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"390, ja", "1280, en"})
  @DisplayName(
      "HOME-2, attack: markup in a question stays text; searching, opening by keyboard, printing")
  void questions(int width, String language) {
    var headOffice = new Browser(WORLD).loggedIn(people.clerk(StaffRole.HEAD_OFFICE));
    String evil = "<img src=x onerror=document.title='owned'>";
    try (var staff = desk(headOffice, width, language);
        var street = chromium.desk(width, ColorScheme.LIGHT);
        Page edit = staff.newPage();
        Page read = street.newPage()) {
      street.addInitScript(
          "try { localStorage.setItem('natsuin.lang', '" + language + "') } catch {}");
      edit.navigate("/staff/faq");
      edit.locator("header button.button").first().waitFor();
      assertThat(Axe.findings(edit)).isEmpty();
      edit.locator("#page header .button").click();
      edit.locator("#question").fill("見本の質問 " + evil);
      edit.reload();
      assertThat(edit.locator("#question")).hasValue("見本の質問 " + evil);
      edit.locator("#form [type=submit]").click();
      assertThat(edit.locator("#answer-wrong")).isVisible();
      assertThat(Axe.findings(edit)).isEmpty();
      edit.locator("#answer").fill(evil + "\n\n<script>document.title='owned'</script>");
      edit.locator("#form [type=submit]").click();
      assertThat(edit.locator(".edited li").last()).containsText(evil);
      read.navigate("/faq");
      assertThat(read.locator(".questions details").last()).containsText(evil);
      assertThat(Axe.findings(read)).isEmpty();
      read.locator("#search").focus();
      read.keyboard().type("見本の");
      assertThat(read.locator(".questions details")).hasCount(1);
      assertThat(read.locator(".questions .answer p")).hasCount(2);
      assertThat(read.locator(".questions img, .questions script")).hasCount(0);
      assertThat(read.title()).doesNotContain("owned");
      read.locator("#search").fill("");
      read.locator(".questions summary").first().focus();
      read.keyboard().press("Enter");
      assertThat(read.locator(".questions details[open]")).not().hasCount(0);
      edit.locator(".edited li").last().locator("button").last().click();
      edit.locator("dialog button[value=yes]").click();
      assertThat(edit.locator(".edited li").last()).not().containsText(evil);
    }
  }

  @Test
  @DisplayName(
      "HOME-1: the latest 99 notices, each to its task; one more arrives live; the menu folds")
  void home() {
    var counter = new Counter(WORLD);
    var branch = people.branch();
    var officer = new Browser(WORLD).loggedIn(people.clerk(branch, StaffRole.OFFICER));
    var customer = counter.signer(branch, UserRole.REPRESENTATIVE);
    var notices = new Notices(WORLD.database(), WORLD.clock(), new Announcements());
    for (int i = 1; i <= 104; i++) {
      String link = "/contracts/to-sign?n=" + i;
      WORLD
          .database()
          .tx(
              db ->
                  notices.add(
                      db, customer.id(), NoticeKind.CONTRACT_TO_SIGN, new JsonObject(), link))
          .await();
    }
    var in = new Browser(WORLD).loggedIn(customer);
    try (var desk = desk(in, 1280, "ja");
        Page page = desk.newPage()) {
      page.navigate("/home");
      assertThat(page.locator(".notices li")).hasCount(99);
      assertThat(page.locator(".notices li a").last())
          .hasAttribute("href", "/contracts/to-sign?n=6");
      assertThat(page.locator("live-state[state=live]")).hasCount(1);
      String contract = counter.contract(officer, customer).getString("id");
      assertThat(page.locator(".notices li a").first())
          .hasAttribute("href", Pattern.compile(".*" + contract + ".*"));
      assertThat(page.locator(".notices li")).hasCount(99);
      assertThat(page.locator(".tasks li")).hasCount(1);
      page.locator("app-header button").first().click();
      assertThat(page.locator("app-nav")).isHidden();
      page.reload();
      assertThat(page.locator("app-nav")).isHidden();
      page.locator("app-header button").first().click();
      assertThat(page.locator("app-nav")).isVisible();
      page.locator(".notices li a").first().click();
      page.waitForURL("**/contracts/" + contract + "**");
    }
  }

  @Test
  @DisplayName("LOGIN-8: a browser without JavaScript sees the page that says what to switch on")
  void noScript() {
    try (var playwright = playwright();
        var browser = playwright.chromium().launch(options());
        var desk = browser.newContext(new NewContextOptions().setJavaScriptEnabled(false));
        Page page = desk.newPage()) {
      for (String path : List.of("/", "/login", "/home", "/faq", "/password-recovery")) {
        page.navigate(WORLD.url(path).toString());
        page.waitForURL("**/no-script");
        assertThat(page.locator("h1")).hasText("JavaScriptを有効にしてください");
      }
    }
  }

  @Test
  @DisplayName("LOGIN-8: a browser that refuses cookies sees the page that says what to switch on")
  void noCookies() {
    try (var desk = chromium.desk(1280, ColorScheme.LIGHT);
        Page page = desk.newPage()) {
      desk.newCDPSession(page).send("Emulation.setDocumentCookieDisabled", noCookiesAtAll());
      // such a browser refuses its storage, too
      page.addInitScript(
          """
          for (const kind of ["localStorage", "sessionStorage"])
            Object.defineProperty(window, kind, { get() { throw new DOMException("no", "SecurityError"); } });
          """);
      for (String path : List.of("/login", "/home", "/staff/login", "/contracts/to-sign")) {
        page.navigate(path);
        page.waitForURL("**/no-cookies");
        assertThat(page.locator("h1")).hasText("Cookieを許可してください");
      }
    }
  }

  private static com.google.gson.JsonObject noCookiesAtAll() {
    var given = new com.google.gson.JsonObject();
    given.addProperty("disabled", true);
    return given;
  }

  private static void type(Page page, String edge, String day, String time) {
    page.locator("#" + edge + "Day").fill(day);
    page.keyboard().press("Tab");
    page.keyboard().type(time);
  }

  private static BrowserContext desk(Browser loggedIn, int width, String language) {
    var desk = chromium.deskOf(loggedIn, width, width < 900 ? ColorScheme.DARK : ColorScheme.LIGHT);
    desk.addInitScript("try { localStorage.setItem('natsuin.lang', '" + language + "') } catch {}");
    return desk;
  }

  private static Playwright playwright() {
    return Playwright.create(
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  }

  private static BrowserType.LaunchOptions options() {
    return new BrowserType.LaunchOptions().setExecutablePath(PROGRAM).setArgs(ARGUMENTS);
  }
}
