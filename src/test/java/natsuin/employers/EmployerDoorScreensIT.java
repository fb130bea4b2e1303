package natsuin.employers;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import natsuin.testkit.Axe;
import natsuin.testkit.Chromium;
import natsuin.testkit.ClientKeys;
import natsuin.testkit.Employers;
import natsuin.testkit.TlsClient;
import natsuin.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The employer portal's entrance and login in Chromium, with client certificates")
class EmployerDoorScreensIT {
  @RegisterExtension static final World WORLD = new World();
  @TempDir static Path directory;

  private static Chromium chromium;
  private final Employers employers = new Employers(WORLD);
  private final ClientKeys keys = new ClientKeys(WORLD);

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
  @CsvSource({"390, ja, LIGHT", "1280, en, DARK"})
  @DisplayName("EMP-1, EMP-8: from the plain address to the entrance, in by keyboard, out again")
  void logIn(int width, String language, ColorScheme scheme) {
    var member = employers.master(employers.company());
    var held = keys.of(member);
    try (var desk = speaking(chromium.deskWith(held, origin(), width, scheme), language);
        Page page = desk.newPage()) {
      page.navigate("/");
      page.waitForURL("**/employer/");
      assertThat(page.locator("[data-state=good]")).containsText(member.userId());
      assertThat(page.locator(".ways .button")).hasCount(4);
      assertThat(Axe.findings(page)).isEmpty();
      page.locator("#login").focus();
      page.keyboard().press("Enter");
      page.waitForURL("**/employer/login");
      assertThat(page.locator("#userId")).hasValue(member.userId());
      assertThat(Axe.findings(page)).isEmpty();
      page.locator("#password").fill("Wrong#26ab");
      page.keyboard().press("Enter");
      assertThat(page.locator(".summary")).isVisible();
      page.locator("#password").focus();
      page.keyboard().type(Employers.PASSWORD);
      page.keyboard().press("Enter");
      page.waitForURL("**/employer/home");
      assertThat(page.locator("h1")).isVisible();
      assertThat(Axe.findings(page)).isEmpty();
      page.locator("app-header summary").click();
      page.locator("app-header .sheet button").click();
      page.locator("dialog button[value=yes]").click();
      page.waitForURL("**/employer/login?out=1");
    }
  }

  @Test
  @DisplayName("EMP-8: revoked while somebody is in: the page leads out and says why")
  void revokedInside() {
    var member = employers.general();
    var held = keys.of(member);
    try (var desk = chromium.deskWith(held, origin(), 1280, ColorScheme.LIGHT);
        Page page = desk.newPage()) {
      logIn(page);
      assertThat(page.locator("live-state[state=live]")).hasCount(1);
      keys.revoke(member, held);
      page.waitForURL("**/employer/login?**");
      assertThat(page.locator("[data-state=revoked]")).isVisible();
      assertThat(page.locator("#password")).hasCount(0);
    }
  }

  @Test
  @DisplayName("EMP-8: none, foreign, expired: pages that say what to do, no browser error")
  void refused() throws Exception {
    try (var desk = chromium.desk(1280, ColorScheme.LIGHT);
        Page page = desk.newPage()) {
      page.navigate("/employer/login");
      assertThat(page.locator("[data-state=none]")).isVisible();
      assertThat(Axe.findings(page)).isEmpty();
    }
    var member = employers.general();
    shows(keys.ofImpostor(directory, member.userId()), "foreign");
    var expired = keys.of(member);
    WORLD.clock().advance(Duration.ofDays(367));
    shows(expired, "expired");
  }

  private static void shows(ClientKeys.Held held, String state) {
    try (var desk = chromium.deskWith(held, origin(), 390, ColorScheme.LIGHT);
        Page page = desk.newPage()) {
      page.navigate("/employer/login");
      assertThat(page.locator("[data-state=" + state + "]")).isVisible();
      assertThat(page.locator("#password")).hasCount(0);
    }
  }

  private static void logIn(Page page) {
    page.navigate("/employer/login");
    page.locator("#password").fill(Employers.PASSWORD);
    page.keyboard().press("Enter");
    page.waitForURL("**/employer/home");
  }

  private static String origin() {
    return TlsClient.url(WORLD.node(), "").toString();
  }

  private static BrowserContext speaking(BrowserContext desk, String language) {
    desk.addInitScript("try { localStorage.setItem('natsuin.lang', '" + language + "') } catch {}");
    return desk;
  }
}
