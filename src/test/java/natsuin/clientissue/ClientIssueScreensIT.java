package natsuin.clientissue;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import natsuin.testkit.Axe;
import natsuin.testkit.Browser;
import natsuin.testkit.Chromium;
import natsuin.testkit.Employers;
import natsuin.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The issue of a client certificate in a real browser (EMP-6, UI-1, UI-2)")
class ClientIssueScreensIT {
  private static final int DESKTOP = 1280;
  private static final int PHONE = 390;

  @RegisterExtension static final World WORLD = new World();

  private static Employers employers;
  private static Chromium chromium;
  private final List<String> axe = new ArrayList<>();

  @BeforeAll
  static void open() {
    employers = new Employers(WORLD);
    chromium = new Chromium(WORLD);
  }

  @AfterAll
  static void close() {
    chromium.close();
  }

  @AfterEach
  void noPageBrokeThePolicyOrFailed() {
    assertThat(chromium.complaints()).isEmpty();
    assertThat(axe).isEmpty();
  }

  private static BrowserContext desk(int width) {
    return chromium.employerDesk(
        WORLD, width, width == PHONE ? ColorScheme.DARK : ColorScheme.LIGHT);
  }

  private void look(Page page, String name) {
    axe.addAll(Axe.findings(page));
    assertThat(
            (Boolean)
                page.evaluate(
                    "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
        .as(name + " is not wider than the screen")
        .isTrue();
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target/screens/" + name + ".png"))
            .setFullPage(true));
  }

  private static String code(Employers.Member member, int mailsBefore) {
    return new Browser(WORLD).nextCode(member.email(), mailsBefore);
  }

  private static byte[] saved(Download download) {
    try {
      return Files.readAllBytes(download.path());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String named(byte[] file) throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(file), Employers.PASSWORD.toCharArray());
    var certificate =
        (java.security.cert.X509Certificate) store.getCertificate(store.aliases().nextElement());
    return certificate.getSubjectX500Principal().getName();
  }

  @Test
  @DisplayName(
      "EMP-6: by keyboard alone from ④ to ⑧; a reload leads back to the same step; the file saves"
          + " itself, opens by the login password, and is not there a second time")
  void byKeyboard() throws Exception {
    var member = employers.general();
    try (var desk = desk(DESKTOP)) {
      var page = desk.newPage();
      page.navigate("/employer/issue");
      assertThat(page.locator("h1")).hasText("電子証明書発行 ユーザー認証");
      look(page, "client-issue-4-1280");
      page.locator("#userId").focus();
      page.keyboard().press("Enter");
      assertThat(page.locator(".summary")).isVisible();
      page.locator("#userId").focus();
      page.keyboard().type(member.userId());
      page.locator("#password").focus();
      page.keyboard().type("Wrong#26ab");
      page.keyboard().press("Enter");
      assertThat(page.locator(".summary")).containsText("ログインできませんでした");
      look(page, "client-issue-4-refused-1280");
      page.locator("#password").focus();
      page.keyboard().type(Employers.PASSWORD);
      page.keyboard().press("Enter");
      assertThat(page.locator("h1")).hasText("認証コード入力");
      page.reload();
      assertThat(page.locator("h1")).hasText("認証コード入力");
      look(page, "client-issue-5-1280");
      page.locator("#code").focus();
      page.keyboard().type(code(member, 0));
      page.keyboard().press("Enter");
      assertThat(page.locator("h1")).hasText("電子証明書発行");
      page.reload();
      assertThat(page.locator("#issue")).isVisible();
      page.locator(".issue-card summary").click();
      look(page, "client-issue-6-1280");
      page.locator("#issue").focus();
      var download = page.waitForDownload(() -> page.keyboard().press("Enter"));
      assertThat(page.locator("h1")).hasText("電子証明書発行結果");
      assertThat(download.suggestedFilename()).matches(member.userId() + "\\d{14}\\.p12");
      assertThat(named(saved(download))).contains("CN=" + member.userId());
      assertThat(page.locator("steps-rail [aria-current]")).containsText("インポート");
      look(page, "client-issue-8-1280");
      var again = page.waitForDownload(() -> page.locator("#save").click());
      assertThat(saved(again)).isEqualTo(saved(download));
      page.onceDialog(dialog -> dialog.accept());
      page.reload();
      assertThat(page.locator("h1")).hasText("電子証明書発行結果");
      assertThat(page.locator(".message")).containsText("お渡ししました");
      assertThat(page.locator("#save")).hasCount(0);
      look(page, "client-issue-8-again-1280");
      page.locator("#close").click();
      assertThat(page.locator(".message")).containsText("手続きを終わりました");
      look(page, "client-issue-closed-1280");
    }
  }
}
