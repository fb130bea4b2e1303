package natsuin.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.regex.Pattern;
import natsuin.testkit.Axe;
import natsuin.testkit.Browser;
import natsuin.testkit.Chromium;
import natsuin.testkit.People;
import natsuin.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The way in and out, in a real browser (LOGIN, HOME-1)")
class LoginScreensIT {
  private static final int DESKTOP = 1280;
  private static final int PHONE = 390;
  private static final String NEW = "Remembered9";

  @RegisterExtension static final World WORLD = new World().with("throttle.requests", "100000");

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

  @ParameterizedTest
  @CsvSource({"390, ja", "1280, en"})
  @DisplayName("LOGIN-4: a forgotten password is replaced by keyboard alone, a reload in between")
  void forgotten(int width, String language) {
    var customer = people.customer();
    try (var desk = desk(width, language);
        Page page = desk.newPage()) {
      page.navigate("/login");
      tabTo(page, "a[href='/password-recovery']");
      page.keyboard().press("Enter");
      assertThat(page.locator("#login")).isFocused();
      assertThat(Axe.findings(page)).isEmpty();
      page.keyboard().type(customer.email());
      page.keyboard().press("Enter");
      assertThat(page.locator("#code")).isFocused();
      String code = new Browser(WORLD).nextCode(customer.email(), 0);
      page.reload();
      assertThat(page.locator("#login")).hasValue(customer.email());
      assertThat(page.locator("#code")).isFocused();
      assertThat(Axe.findings(page)).isEmpty();
      page.keyboard().type(code);
      tabTo(page, "#new");
      page.keyboard().type(NEW);
      tabTo(page, "#again");
      page.keyboard().type(NEW + "x");
      page.keyboard().press("Enter");
      assertThat(page.locator("#again-wrong")).isVisible();
      assertThat(Axe.findings(page)).isEmpty();
      page.locator("#again").fill(NEW);
      page.keyboard().press("Enter");
      page.waitForURL("**/login?recovered=1");
      assertThat(page.locator("#told .message")).isVisible();
      page.locator("#login").fill(customer.mypageId());
      page.locator("#password").fill(NEW);
      page.keyboard().press("Enter");
      page.waitForURL("**/home");
    }
  }

  @Test
  @DisplayName("LOGIN-1: a temporary password leads to 「新パスワード登録」 only; then HOME opens")
  void firstLogin() {
    var fresh =
        people.customerWithTemporaryPassword(WORLD.clock().instant().plus(Duration.ofDays(7)));
    try (var desk = desk(PHONE, "ja");
        Page page = desk.newPage();
        Page stale = desk.newPage()) {
      logIn(page, fresh.email(), People.PASSWORD);
      page.waitForURL("**/new-password*");
      assertThat(page.locator("h1")).hasText("新パスワード登録");
      for (String elsewhere : new String[] {"/home", "/contracts/to-sign", "/account/password"}) {
        page.navigate(elsewhere);
        page.waitForURL("**/new-password");
      }
      page.locator("text=戻る").click();
      page.waitForURL("**/login");
      logIn(page, fresh.mypageId(), People.PASSWORD);
      page.waitForURL("**/new-password*");
      stale.navigate("/new-password");
      assertThat(stale.locator("#current")).isVisible();
      fillPasswords(page, People.PASSWORD, "short");
      page.locator("text=登録").last().click();
      assertThat(page.locator("#new-wrong")).isVisible();
      fillPasswords(page, People.PASSWORD, NEW);
      page.locator("text=登録").last().click();
      page.waitForURL("**/home");
      assertThat(Axe.findings(page)).isEmpty();
      fillPasswords(stale, People.PASSWORD, "Another99999");
      stale.locator("button:has-text('登録')").click();
      assertThat(stale.locator(".summary")).isVisible();
    }
    assertThat(new Browser(WORLD).logIn(fresh.email(), NEW).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("LOGIN-6: a changed address is confirmed at the login, a wrong code first")
  void changedAddress() {
    var customer = people.customer();
    people.emailUnconfirmed(customer);
    try (var desk = desk(PHONE, "ja");
        Page page = desk.newPage()) {
      logIn(page, customer.email(), People.PASSWORD);
      assertThat(page.locator("#code")).isFocused();
      assertThat(Axe.findings(page)).isEmpty();
      String code = new Browser(WORLD).nextCode(customer.email(), 0);
      page.keyboard().type(code.equals("000000") ? "000001" : "000000");
      page.keyboard().press("Enter");
      assertThat(page.locator("#code-wrong")).isVisible();
      page.locator("#code").fill(code);
      page.keyboard().press("Enter");
      page.waitForURL("**/home");
    }
  }

  @Test
  @DisplayName(
      "LOGIN-7: the password is changed by choice; the other browser is out, this one stays")
  void byChoice() {
    var customer = people.customer();
    var here = new Browser(WORLD).loggedIn(customer);
    try (var desk = chromium.deskOf(here, DESKTOP, ColorScheme.LIGHT);
        var other = desk(PHONE, "ja");
        Page page = desk.newPage();
        Page elsewhere = other.newPage()) {
      logIn(elsewhere, customer.email(), People.PASSWORD);
      elsewhere.waitForURL("**/home");
      page.navigate("/account/password");
      assertThat(page.locator("h1")).hasText("ログインパスワード変更");
      assertThat(Axe.findings(page)).isEmpty();
      fillPasswords(page, People.PASSWORD, NEW);
      page.keyboard().press("Enter");
      assertThat(page.locator("form .message")).containsText("変更しました");
      elsewhere.reload();
      elsewhere.waitForURL("**/login?next=*");
      assertThat(elsewhere.locator("#told")).containsText("ログアウトしました");
      page.navigate("/home");
      assertThat(page.locator("h1")).isVisible();
    }
  }

  @Test
  @DisplayName(
      "LOGIN-7, HOME-1: the name menu by keyboard; logout asks, ends on the server, says so")
  void logOut() {
    var customer = people.customer();
    var session = new Browser(WORLD).loggedIn(customer);
    try (var desk = chromium.deskOf(session, PHONE, ColorScheme.LIGHT);
        Page page = desk.newPage()) {
      page.navigate("/home");
      assertThat(page.locator("#page[aria-busy]")).hasCount(0);
      tabTo(page, ".menu > summary");
      page.keyboard().press("Enter");
      assertThat(page.locator(".menu .sheet :is(a, button)"))
          .hasText(new String[] {"登録情報の照会・変更", "よくある質問", "ログアウト"});
      assertThat(Axe.findings(page)).isEmpty();
      tabTo(page, ".menu .sheet button");
      page.keyboard().press("Enter");
      assertThat(page.locator("dialog")).isVisible();
      page.keyboard().press("Escape");
      assertThat(page.locator("dialog")).hasCount(0);
      assertThat(session.get("/api/session").status()).isEqualTo(200);
      page.keyboard().press("Enter");
      tabTo(page, "dialog button[value=yes]");
      page.keyboard().press("Enter");
      page.waitForURL("**/login?out=1");
      assertThat(page.locator("#told")).containsText("ログアウトしました");
      assertThat(session.get("/api/session").status()).isEqualTo(401);
      page.goBack();
      page.waitForURL(Pattern.compile(".*/login\\?.*"));
    }
  }

  @Test
  @DisplayName("LOGIN-7: a logout that the server never heard of is not told as done")
  void logOutOffline() {
    var session = new Browser(WORLD).loggedIn(people.customer());
    try (var desk = chromium.deskOf(session, DESKTOP, ColorScheme.LIGHT);
        Page page = desk.newPage()) {
      page.navigate("/home");
      assertThat(page.locator("#page[aria-busy]")).hasCount(0);
      page.route("**/api/session", route -> route.abort());
      page.locator(".menu > summary").click();
      page.locator(".menu .sheet button").click();
      page.locator("dialog button[value=yes]").click();
      assertThat(page.locator("dialog")).containsText("ログアウトできませんでした");
      assertThat(session.get("/api/session").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {PHONE, DESKTOP})
  @DisplayName(
      "LOGIN-8: the login page says when the authority cannot be reached, and what to allow")
  void network(int width) {
    try (var desk = desk(width, "ja");
        Page page = desk.newPage()) {
      page.route("**/pki/**", route -> route.abort());
      page.navigate("/login");
      assertThat(page.locator("#network")).containsText("電子認証局につながりません");
      assertThat(page.locator("#network li")).hasText(WORLD.url("").toString());
      assertThat(Axe.findings(page)).isEmpty();
      page.unroute("**/pki/**");
      page.locator("#network button").click();
      assertThat(page.locator("#network .message")).hasCount(0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example.jp/",
        "//evil.example.jp/",
        "/\\evil.example.jp",
        "/%09/evil.example.jp",
        "javascript:alert(1)",
        "%68ttps://evil.example.jp"
      })
  @DisplayName("Attack: a link to the login that leads to another site afterwards")
  void openRedirect(String next) {
    var customer = people.customer();
    try (var desk = desk(DESKTOP, "ja");
        Page page = desk.newPage()) {
      page.navigate("/login?next=" + next);
      fill(page, customer.email(), People.PASSWORD);
      page.waitForURL(url -> !url.contains("/login"));
      assertThat(page.url()).startsWith(WORLD.url("/").toString());
    }
  }

  private static BrowserContext desk(int width, String language) {
    var desk = chromium.desk(width, width == PHONE ? ColorScheme.DARK : ColorScheme.LIGHT);
    desk.addInitScript("try { localStorage.setItem('natsuin.lang', '" + language + "') } catch {}");
    return desk;
  }

  private static void logIn(Page page, String login, String password) {
    page.navigate("/login");
    fill(page, login, password);
  }

  private static void fill(Page page, String login, String password) {
    page.locator("#login").fill(login);
    page.locator("#password").fill(password);
    page.locator("#form [type=submit]").click();
  }

  private static void fillPasswords(Page page, String current, String next) {
    page.locator("#current").fill(current);
    page.locator("#new").fill(next);
    page.locator("#again").fill(next);
  }

  /** Presses Tab until the element has the focus. */
  private static void tabTo(Page page, String selector) {
    Locator wanted = page.locator(selector).first();
    for (int i = 0; i < 60; i++) {
      if (Boolean.TRUE.equals(wanted.evaluate("e => e === document.activeElement"))) {
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError(selector + " is not reached by keyboard");
  }
}
