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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import natsuin.testkit.Axe;
import natsuin.testkit.Browser;
import natsuin.testkit.Chromium;
import natsuin.testkit.EmployerSeat;
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
      assertThat(page.locator(".summary")).containsText("認証できませんでした");
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

  @Test
  @DisplayName(
      "EMP-5, UI-1: a general user's first registration on a phone, in English: a password of one's"
          + " own with its rules at the field, then code, issue and file")
  void firstRegistrationOnAPhone() throws Exception {
    var member = employers.newGeneral(employers.company());
    try (var desk = desk(PHONE)) {
      desk.addInitScript(
          "if (location.protocol === 'https:') localStorage.setItem('natsuin.lang', 'en')");
      var page = desk.newPage();
      page.navigate("/employer/issue?first");
      assertThat(page.locator("h1")).hasText("Issue of a client certificate: user authentication");
      page.locator("#userId").fill(member.userId());
      page.locator("#password").fill(Employers.INITIAL);
      page.locator("#authenticate").click();
      assertThat(page.locator("h1")).hasText("Your own password");
      page.reload();
      assertThat(page.locator("h1")).hasText("Your own password");
      page.locator("#new").fill("short");
      page.locator("#again").fill("short");
      page.locator("#choose").click();
      assertThat(page.locator("#new-wrong")).isVisible();
      look(page, "client-issue-password-390");
      page.locator("#new").fill(Employers.PASSWORD);
      page.locator("#again").fill(Employers.PASSWORD);
      page.locator("#choose").click();
      assertThat(page.locator("h1")).hasText("Authentication code");
      page.locator("#code").fill("000000");
      page.locator("#enter").click();
      assertThat(page.locator(".summary")).containsText("wrong");
      page.locator("#code").fill(code(member, 0));
      page.locator("#enter").click();
      assertThat(page.locator("#issue")).isVisible();
      look(page, "client-issue-6-390");
      page.locator("details summary").last().click();
      page.locator("input[value=browser]").check();
      var download = page.waitForDownload(() -> page.locator("#issue").click());
      assertThat(page.locator("h1")).hasText("Result of the issue");
      assertThat(named(saved(download))).contains("CN=" + member.userId());
      look(page, "client-issue-8-390");
      page.locator("#close").click();
      assertThat(page.locator(".message")).containsText("All done");
    }
  }

  @Test
  @DisplayName(
      "EMP-7, EMP-8: the file logs Chromium in by mutual TLS; after a renewal the old certificate"
          + " and the new one both do; a page says when there is nothing to renew yet")
  void renewalWithBothAlive() {
    var member = employers.general();
    byte[] before = new EmployerSeat(WORLD, member).issues().file();
    assertThat(logsIn(member, before)).isEqualTo(200);
    try (var desk = desk(DESKTOP)) {
      var page = desk.newPage();
      page.navigate("/employer/issue");
      page.locator("#userId").fill(member.userId());
      page.locator("#password").fill(Employers.PASSWORD);
      page.locator("#authenticate").click();
      assertThat(page.locator(".summary")).containsText("有効な電子証明書をお持ちです");
      look(page, "client-issue-4-still-valid-1280");
    }
    WORLD.clock().advance(Duration.ofDays(336));
    byte[] renewed = new EmployerSeat(WORLD, member).issues().file();
    assertThat(logsIn(member, renewed)).isEqualTo(200);
    assertThat(logsIn(member, before)).isEqualTo(200);
    WORLD.clock().advance(Duration.ofDays(31));
    assertThat(logsIn(member, before)).as("its time is over").isNotEqualTo(200);
    assertThat(logsIn(member, renewed)).isEqualTo(200);
  }

  /** What the portal answers to Chromium, which shows this certificate. */
  private static int logsIn(Employers.Member member, byte[] file) {
    try (var desk = chromium.employerDesk(WORLD, DESKTOP, ColorScheme.LIGHT, file)) {
      var page = desk.newPage();
      page.navigate("/employer/help");
      return (Integer)
          page.evaluate(
              """
              ([userId, password]) => fetch("/api/employer/session", {
                method: "POST",
                headers: { "Content-Type": "application/json" },
                body: JSON.stringify({ userId, password }),
              }).then((answer) => answer.status)
              """,
              List.of(member.userId(), Employers.PASSWORD));
    }
  }

  @Test
  @DisplayName(
      "LIVE-1: a second tab sees what the first one does, and gets no file; whoever went on there"
          + " is told where it happened")
  void twoTabs() {
    var member = employers.general();
    try (var desk = desk(DESKTOP)) {
      var page = desk.newPage();
      page.navigate("/employer/issue");
      page.locator("#userId").fill(member.userId());
      page.locator("#password").fill(Employers.PASSWORD);
      page.locator("#authenticate").click();
      page.locator("#code").fill(code(member, 0));
      page.locator("#enter").click();
      assertThat(page.locator("#issue")).isVisible();
      var other = desk.newPage();
      other.navigate("/employer/issue");
      assertThat(other.locator("#issue")).isVisible();
      page.waitForDownload(() -> page.locator("#issue").click());
      assertThat(page.locator("h1")).hasText("電子証明書発行結果");
      assertThat(other.locator("h1")).hasText("電子証明書発行結果");
      assertThat(other.locator("#save")).hasCount(0);
      assertThat(other.locator(".message")).containsText("お渡ししました");
    }
  }

  @Test
  @DisplayName(
      "EMP-6: ⑦ says in words what is being done, in another tab too; whoever closes them all is"
          + " told that nothing was handed over, and begins again")
  void progressAndALineThatBreaks() {
    var member = employers.general();
    try (var desk = desk(DESKTOP)) {
      try (var held = new HeldIssues(WORLD)) {
        var page = desk.newPage();
        page.navigate("/employer/issue");
        authenticates(page, member);
        page.locator("#issue").click();
        held.untilOneWaits();
        assertThat(page.locator("h1")).hasText("電子証明書発行中");
        assertThat(page.locator(".stages .now")).hasText("証明書を発行しています");
        look(page, "client-issue-7-1280");
        var other = desk.newPage();
        other.navigate("/employer/issue");
        assertThat(other.locator(".stages .now")).hasText("証明書を発行しています");
        assertThat(other.locator(".card")).containsText("別の画面で発行が進んでいます");
        other.close();
        page.close();
      }
      var back = desk.newPage();
      back.navigate("/employer/issue");
      assertThat(back.locator(".message")).containsText("お渡しできませんでした");
      look(back, "client-issue-lost-1280");
      back.locator("#again").click();
      authenticates(back, member);
      assertThat(back.locator(".message")).containsText("もう一度発行してください");
      back.waitForDownload(() -> back.locator("#issue").click());
      assertThat(back.locator("h1")).hasText("電子証明書発行結果");
    }
  }

  private static void authenticates(Page page, Employers.Member member) {
    int mails = WORLD.mailTo(member.email()).size();
    page.locator("#userId").fill(member.userId());
    page.locator("#password").fill(Employers.PASSWORD);
    page.locator("#authenticate").click();
    assertThat(page.locator("h1")).hasText("認証コード入力");
    page.locator("#code").fill(code(member, mails));
    page.locator("#enter").click();
    assertThat(page.locator("#issue")).isVisible();
  }
}
