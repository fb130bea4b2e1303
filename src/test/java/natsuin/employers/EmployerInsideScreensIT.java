package natsuin.employers;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import natsuin.testkit.Axe;
import natsuin.testkit.Browser;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("First registration, own data and users of the employer portal in Chromium (EMP-5)")
class EmployerInsideScreensIT {
  @RegisterExtension static final World WORLD = new World();

  private static Chromium chromium;
  private final Employers employers = new Employers(WORLD);
  private final ClientKeys keys = new ClientKeys(WORLD);
  private final List<String> findings = new ArrayList<>();

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
    assertThat(findings).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"390, ja, DARK", "1280, en, LIGHT"})
  @DisplayName("EMP-5: by keyboard from the letter to the issue; nothing typed is lost on the way")
  void registers(int width, String language, ColorScheme scheme) {
    var master = employers.newMaster(employers.company());
    String userId = "Hanako" + width;
    String wrong = "hanaco" + width + "@example.jp";
    String right = "hanako" + width + "@example.jp";
    try (var desk = speaking(chromium.employerDesk(WORLD, width, scheme), language);
        Page page = desk.newPage()) {
      page.navigate("/employer/registration");
      look(page, "registration-login");
      page.locator("#employerNumber").fill(master.company().number());
      page.locator("#initialPassword").fill("Wrong-26!");
      page.keyboard().press("Enter");
      assertThat(page.locator(".summary")).isVisible();
      assertThat(page.locator("#initialPassword")).hasValue("");
      page.locator("#initialPassword").fill(Employers.INITIAL);
      page.keyboard().press("Enter");
      assertThat(page.locator("#f-userId")).isVisible();
      page.locator("#f-userId").fill(userId);
      page.locator("#f-name").fill("見本 花子");
      page.reload();
      assertThat(page.locator("#f-userId")).hasValue(userId);
      assertThat(page.locator("#f-name")).hasValue("見本 花子");
      page.locator("#f-password").fill("Umi#no26ka");
      page.locator("#f-passwordAgain").fill("Umi#no26ka");
      page.locator("#f-email").fill(wrong);
      page.locator("#f-emailAgain").fill(wrong);
      look(page, "registration-form");
      page.keyboard().press("Enter");
      assertThat(page.locator("#back")).isVisible();
      look(page, "registration-confirm");
      page.goBack();
      assertThat(page.locator("#f-password")).hasValue("Umi#no26ka");
      page.locator("#next").click();
      page.locator("#back").waitFor();
      assertThat((String) page.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage })"))
          .contains(userId)
          .doesNotContain("Umi#no26ka");
      page.locator("#next").click();
      assertThat(page.locator("#code")).isVisible();
      page.reload();
      look(page, "registration-code");
      page.locator("details summary").last().click();
      page.locator("#f-email").fill(right);
      page.locator("#f-emailAgain").fill(right);
      page.locator("#send-anew").click();
      assertThat(page.locator("#form")).containsText(right);
      page.locator("#code").fill(new Browser(WORLD).nextCode(right, 0));
      page.keyboard().press("Enter");
      assertThat(page.locator("#issue")).isVisible();
      look(page, "registration-done");
      page.locator("#issue").click();
      page.waitForURL("**/employer/issue");
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, ja, LIGHT", "390, en, DARK"})
  @DisplayName("EMP-5: a master user registers a general user, hands the password out, deletes him")
  void keepsUsers(int width, String language, ColorScheme scheme) {
    var company = employers.company();
    var master = employers.master(company);
    String userId = "Jiro" + width;
    try (var desk = speaking(desk(master, width, scheme), language);
        Page page = desk.newPage()) {
      logIn(page);
      look(page, "home");
      page.navigate("/employer/users/new");
      page.locator("#f-userId").fill(master.userId());
      page.locator("#f-name").fill("見本 次郎");
      page.locator("#f-email").fill("jiro" + width + "@example.jp");
      page.locator("#f-emailAgain").fill("jiro" + width + "@example.jp");
      page.keyboard().press("Enter");
      page.locator("#register").click();
      assertThat(page.locator("#f-userId-wrong")).isVisible();
      page.locator("#f-userId").fill(userId);
      look(page, "user-new");
      page.keyboard().press("Enter");
      page.locator("#register").click();
      assertThat(page.locator("#initial-password")).isVisible();
      String password = page.locator("#initial-password").textContent();
      assertThat(password).hasSizeGreaterThan(9);
      look(page, "user-slip");
      page.reload();
      assertThat(page.locator("#initial-password")).hasCount(0);
      page.navigate("/employer/users");
      var card = page.locator("[data-user=" + userId + "]");
      assertThat(card.locator(".chip")).isVisible();
      look(page, "users");
      card.locator("[data-act=initial-password]").click();
      page.locator("dialog button[value=yes]").click();
      assertThat(page.locator("#initial-password")).isVisible();
      assertThat(page.locator("#initial-password")).not().hasText(password);
      card.locator("[data-act=change]").click();
      page.locator("#f-name").fill("見本 三郎");
      page.keyboard().press("Enter");
      page.locator("#register").click();
      assertThat(page.locator("#form-page h2")).isVisible();
      page.navigate("/employer/users");
      assertThat(card).containsText("見本　三郎");
      card.locator("[data-act=delete]").click();
      look(page, "user-delete");
      page.locator("dialog button[value=yes]").click();
      assertThat(card).hasCount(0);
    }
  }

  @Test
  @DisplayName("EMP-7: one's certificate and its days; another address by a code; a new password")
  void ownAccount() {
    var member = employers.general();
    try (var desk = desk(member, 1280, ColorScheme.DARK);
        Page page = desk.newPage()) {
      logIn(page);
      assertThat(page.locator("#standing")).containsText("残り");
      assertThat(page.locator(".inside a")).hasCount(2);
      page.navigate("/employer/account");
      assertThat(page.locator(".certificates li")).hasCount(1);
      look(page, "account");
      page.locator("#f-email").fill("moved@example.jp");
      page.locator("#f-emailAgain").fill("moved@example.jp");
      page.keyboard().press("Enter");
      page.locator("#code").fill(new Browser(WORLD).nextCode("moved@example.jp", 0));
      page.keyboard().press("Enter");
      assertThat(page.locator("#told")).containsText("メールアドレスを変更しました");
      page.locator("#f-current").fill("Wrong#26ab");
      page.locator("#f-new").fill("Yama#no26k");
      page.locator("#f-newAgain").fill("Yama#no26k");
      page.keyboard().press("Enter");
      assertThat(page.locator("#f-current-wrong")).isVisible();
      page.locator("#f-current").fill(Employers.PASSWORD);
      page.keyboard().press("Enter");
      assertThat(page.locator("#told")).containsText("パスワードを変更しました");
      assertThat(page.locator("#told")).containsText("発行したときのもの");
      assertThat(page.locator("#f-current")).hasValue("");
    }
  }

  private void look(Page page, String name) {
    page.locator("h1").waitFor();
    findings.addAll(Axe.findings(page));
    int width = page.viewportSize().width;
    if ((int) page.evaluate("document.documentElement.scrollWidth") > width) {
      findings.add(name + " is wider than " + width);
    }
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target/screens/employer-" + name + "-" + width + ".png"))
            .setFullPage(true));
  }

  private BrowserContext desk(Employers.Member member, int width, ColorScheme scheme) {
    String origin = TlsClient.url(WORLD.node(), "").toString();
    return chromium.deskWith(keys.of(member), origin, width, scheme);
  }

  private static void logIn(Page page) {
    page.navigate("/employer/login");
    page.locator("#password").fill(Employers.PASSWORD);
    page.keyboard().press("Enter");
    page.waitForURL("**/employer/home");
    page.locator("#standing").waitFor();
  }

  private static BrowserContext speaking(BrowserContext desk, String language) {
    desk.addInitScript("try { localStorage.setItem('natsuin.lang', '" + language + "') } catch {}");
    return desk;
  }
}
