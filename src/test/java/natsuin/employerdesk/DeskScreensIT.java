package natsuin.employerdesk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import natsuin.kernel.StaffRole;
import natsuin.testkit.Axe;
import natsuin.testkit.Browser;
import natsuin.testkit.Chromium;
import natsuin.testkit.TlsClient;
import natsuin.testkit.World;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A clerk's day with employers, in a real browser (EMP-4, EMP-5, EMP-9, STAFF-2, UI-1)")
class DeskScreensIT {
  private static final int[] WIDTHS = {390, 1280};

  /** The first lock blocks: no clock has to be moved. */
  @RegisterExtension
  static final World WORLD = new World().with("policies.guide.employer.lockout.blocks-at", "1");

  private static Chromium chromium;
  private static Desk desk;
  private static Browser officer;

  @BeforeAll
  static void open() {
    chromium = new Chromium(WORLD);
    PlaywrightAssertions.setDefaultAssertionTimeout(15_000);
    desk = new Desk(WORLD);
    officer = desk.at(StaffRole.OFFICER);
  }

  @AfterAll
  static void close() {
    chromium.close();
  }

  @AfterEach
  void noPageFailed() {
    Assertions.assertThat(chromium.complaints()).isEmpty();
  }

  private static Page at(BrowserContext context, String path) {
    Page page = context.newPage();
    page.navigate(path);
    assertThat(page.locator("#page[aria-busy=true]")).hasCount(0);
    return page;
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** On phone and desktop: nothing sticks out, axe finds nothing; and a picture of each. */
  private static void looked(Page page, String name) {
    for (int width : WIDTHS) {
      page.setViewportSize(width, 900);
      page.waitForCondition(
          () ->
              Boolean.TRUE.equals(
                  page.evaluate("document.documentElement.scrollWidth <= innerWidth")));
      Assertions.assertThat(Axe.findings(page)).isEmpty();
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target/pictures/desk-" + name + "-" + width + ".png"))
              .setFullPage(true));
    }
  }

  private static String saved(Page page) throws IOException {
    var download = page.waitForDownload(() -> page.locator("#letter-save").click());
    return Desk.text(Files.readAllBytes(download.path()));
  }

  @Test
  @DisplayName("EMP-5: an employer is registered with the keyboard alone; the letter is saved once")
  void registers() throws IOException {
    try (var context = chromium.deskOf(officer, 1280, ColorScheme.LIGHT)) {
      Page page = at(context, "/staff/employers/new");
      looked(page, "new");
      page.locator("#f-name").focus();
      for (String value :
          new String[] {"株式会社画面商事", "がめんしょうじ", "Gamen Trading", "104-0028", "東京都中央区見本1-2-3"}) {
        page.keyboard().type(value);
        page.keyboard().press(value.startsWith("東京") ? "Enter" : "Tab");
      }
      assertThat(page.locator("#register")).isVisible();
      assertThat(page.locator(".facts").first()).containsText("ガメンショウジ");
      page.locator("#register").focus();
      page.keyboard().press("Enter");
      assertThat(page.locator("#letter-title")).hasText("お知らせを作成しました");
      looked(page, "new-done");
      Assertions.assertThat(saved(page)).contains("株式会社画面商事 御中", "初期パスワード");
      page.locator("a[href^='/staff/employers/0']").click();
      assertThat(page.locator("h1")).hasText("株式会社画面商事");
      assertThat(page.locator(".person")).containsText("初期登録待ち");
      button(page, "お知らせを作り直す").click();
      button(page, "作り直す").click();
      assertThat(page.locator("#letter-title")).isVisible();
      Assertions.assertThat(saved(page)).contains("初期パスワード");
      looked(page, "employer-new");
      page.navigate("/staff/employers?q=" + "画面");
      assertThat(page.locator("tbody tr")).hasCount(1);
      looked(page, "list");
    }
  }

  @Test
  @DisplayName(
      "EMP-4, EMP-5, EMP-9: unblocked, reset filed and confirmed by another, a certificate's"
          + " revocation filed; the queue tells of it live")
  void masterUser() throws IOException {
    var letter = desk.registered(officer, "りんどう設備株式会社");
    UUID employer = letter.employer();
    desk.masterRegisters(employer, "rindou01", "rindou@example.jp");
    desk.certificate(employer);
    desk.run(
        "update employer_user set blocked_at = now(), locks = 3 where employer_id = $1",
        Tuple.of(employer));
    try (var context = chromium.deskOf(officer, 1280, ColorScheme.LIGHT);
        var other = chromium.deskOf(desk.at(StaffRole.APPROVER), 1280, ColorScheme.DARK)) {
      Page queues = at(other, "/staff/queues");
      assertThat(queues.locator("#blockedMasters")).containsText("りんどう設備株式会社");
      looked(queues, "queues");
      Page page = at(context, "/staff/employers/" + employer);
      assertThat(page.locator(".person")).containsText("閉塞");
      looked(page, "employer");
      button(page, "ロック・閉塞を解除").click();
      page.locator("#unlock-reason").selectOption("called-back");
      looked(page, "unlock");
      button(page, "解除する").click();
      assertThat(page.locator("#told")).containsText("解除しました");
      assertThat(queues.locator("#blockedMasters")).hasCount(0);

      page.locator("[data-key] td button").click();
      page.locator("#revocation-reason").selectOption("computer-changed");
      looked(page, "revocation");
      button(page, "申請する").click();
      assertThat(page.locator(".person")).containsText("失効の承認待ち");
      assertThat(queues.locator("#revocations")).containsText("パソコンの変更");

      button(page, "ログインID・パスワード初期化").click();
      page.locator("#reset-reason").selectOption("master-changed");
      page.locator("#reset-date").fill("2026-11-20");
      page.locator("#reset-note").fill("印鑑照合済み");
      looked(page, "reset");
      button(page, "申請する").click();
      assertThat(page.locator("#reset-waits")).containsText("ご自身の申請です");
      assertThat(queues.locator("#resets")).containsText("マスターユーザーの交代");
      looked(queues, "queues-reset");
      queues.locator("#resets a").click();
      assertThat(queues.locator("#confirm-reset")).isVisible();
      looked(queues, "reset-waits");
      queues.locator("#confirm-reset").click();
      button(queues, "承認").click();
      assertThat(queues.locator("#letter-title")).isVisible();
      Assertions.assertThat(saved(queues)).contains("ご利用開始（変更）のお知らせ");
      assertThat(queues.locator(".person")).containsText("初期登録待ち");
      assertThat(page.locator(".person")).containsText("初期登録待ち");
      assertThat(page.locator(".course")).containsText("印鑑照合済み");
      looked(queues, "reset-done");
    }
  }

  private static Browser.Answer begins(String number, String password) {
    return Browser.overTls(WORLD, WORLD.node(), TlsClient.anonymous())
        .post(
            "/api/employer/registration",
            new JsonObject().put("employerNumber", number).put("initialPassword", password));
  }

  @Test
  @DisplayName(
      "EMP-4, EMP-5, STAFF-2: the letter opens the first registration, a former one does not; wrong"
          + " passwords block, the queue shows it as it happens, and staff let the user in again")
  void letterAndBlock() throws IOException {
    var letter = desk.registered(officer, "株式会社まちがえた");
    Assertions.assertThat(begins(letter.number(), letter.password()).status()).isEqualTo(200);
    try (var context = chromium.deskOf(officer, 1280, ColorScheme.LIGHT)) {
      Page page = at(context, "/staff/employers/" + letter.employer());
      button(page, "お知らせを作り直す").click();
      button(page, "作り直す").click();
      String second = Desk.password(saved(page));
      Page queues = at(context, "/staff/queues");
      assertThat(queues.locator("live-state")).containsText("ライブ");
      for (int i = 0; i < 6; i++) {
        Assertions.assertThat(begins(letter.number(), letter.password()).status())
            .isNotEqualTo(200);
      }
      assertThat(queues.locator("#blockedMasters")).containsText("株式会社まちがえた");
      Assertions.assertThat(begins(letter.number(), second).status()).isNotEqualTo(200);
      assertThat(page.locator(".person")).containsText("閉塞");
      button(page, "ロック・閉塞を解除").click();
      page.locator("#unlock-reason").selectOption("visited");
      button(page, "解除する").click();
      assertThat(page.locator("#told")).containsText("解除しました");
      assertThat(queues.locator("#blockedMasters")).hasCount(0);
      Assertions.assertThat(begins(letter.number(), second).status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("EMP-5: a file with faults, mended, registered, its letters saved")
  void batch() throws IOException {
    var cp932 = Charset.forName("windows-31j");
    String good = Desk.HEADINGS + Desk.line("株式会社画面一", "画面町1") + Desk.line("株式会社画面二", "画面町2");
    String bad = good + "123,=1+1,カナ,Latin,1,町,\r\n";
    try (var context = chromium.deskOf(officer, 1280, ColorScheme.LIGHT)) {
      Page page = at(context, "/staff/employers/batch");
      page.locator("#file")
          .setInputFiles(new FilePayload("一覧.csv", "text/csv", bad.getBytes(cp932)));
      assertThat(page.locator("#faults tbody tr")).hasCount(3);
      assertThat(page.locator("#faults")).containsText("事業主番号");
      looked(page, "batch-wrong");
      page.locator("#file")
          .setInputFiles(new FilePayload("一覧.csv", "text/csv", good.getBytes(cp932)));
      assertThat(page.locator("#check-title")).containsText("2事業主を登録できます");
      looked(page, "batch-right");
      button(page, "2事業主を登録").click();
      assertThat(page.locator("#letter-title")).hasText("2事業主分のお知らせを作成しました");
      looked(page, "batch-done");
      Assertions.assertThat(saved(page)).contains("株式会社画面一 御中", "株式会社画面二 御中");
    }
  }

  @Test
  @DisplayName("UI-1: every page in English and dark, and what an auditor sees of it")
  void english() {
    var letter = desk.registered(officer, "株式会社英語");
    String employer = "/staff/employers/" + letter.employer();
    try (var context = chromium.deskOf(officer, 1280, ColorScheme.DARK);
        var auditor = chromium.deskOf(desk.at(StaffRole.AUDITOR), 1280, ColorScheme.DARK)) {
      for (var one : new BrowserContext[] {context, auditor}) {
        one.addInitScript(
            "if (location.protocol !== 'about:') localStorage.setItem('natsuin.lang', 'en')");
      }
      looked(at(context, "/staff/employers"), "en-list");
      looked(at(context, employer), "en-employer");
      looked(at(context, employer + "/change"), "en-change");
      looked(at(context, "/staff/employers/batch"), "en-batch");
      Page looking = at(auditor, employer);
      assertThat(looking.locator("[data-act]")).hasCount(0);
      assertThat(looking.locator("a[href$='/change']")).hasCount(0);
      assertThat(at(auditor, "/staff/employers/batch").locator(".message.fail")).isVisible();
    }
  }
}
