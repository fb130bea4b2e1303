package natsuin.operators;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import natsuin.kernel.StaffRole;
import natsuin.testkit.Axe;
import natsuin.testkit.Browser;
import natsuin.testkit.Chromium;
import natsuin.testkit.People;
import natsuin.testkit.World;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The operators' page in a browser (OPS-5, UI-1)")
class OperationsScreensIT {
  @RegisterExtension static final World WORLD = new World().with("throttle.requests", "100000");

  private static Chromium chromium;
  private static final String CHECKS =
      """
      {"at": "2026-11-23T03:00:00Z", "count": 14, "findings": [
        {"code": "disk.scarce", "subject": "/var/lib/natsuin", "state": "warning", "sentences": {
          "ja": {"title": "ディスク", "found": "60 GB のうち空きは 4000 MB（6 %）だけです。",
            "advice": "空きを作るか、ディスクを増やしてください。"},
          "en": {"title": "Disk", "found": "Only 4000 MB of 60 GB free (6 %).",
            "advice": "Make room, or the disk larger."}}},
        {"code": "keys.open-to-all", "subject": "/etc/natsuin/keys/master.keys", "state": "error",
          "sentences": {
          "ja": {"title": "鍵", "found": "ほかの利用者が読めます。",
            "advice": "chmod 600 /etc/natsuin/keys/master.keys を実行してください。"},
          "en": {"title": "Keys", "found": "Others may read them.",
            "advice": "chmod 600 /etc/natsuin/keys/master.keys"}}}]}
      """;

  private final People people = new People(WORLD);

  @BeforeAll
  static void open() {
    chromium = new Chromium(WORLD);
    setDefaultAssertionTimeout(15_000);
  }

  @AfterAll
  static void close() {
    chromium.close();
  }

  private BrowserContext desk(StaffRole role, int width, ColorScheme scheme) {
    return chromium.deskOf(new Browser(WORLD).loggedIn(people.clerk(role)), width, scheme);
  }

  private static Page at(BrowserContext desk) {
    var page = desk.newPage();
    page.navigate("/staff/operations");
    return page;
  }

  private static void fitsAndIsAccessible(Page page, String picture) {
    Assertions.assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as("nothing sticks out")
        .isEqualTo(true);
    Assertions.assertThat(Axe.findings(page)).isEmpty();
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target/pictures/" + picture + ".png"))
            .setFullPage(true));
  }

  private void mailThatCannotGo() {
    var clerk = people.clerk(StaffRole.OFFICER);
    new Browser(WORLD).staffPassword(clerk.login(), People.PASSWORD);
  }

  private static void node(String address, String seen, String figures) {
    WORLD
        .database()
        .client()
        .preparedQuery(
            """
            insert into node (id, address, version, started_at, seen_at, figures)
            select $1, $2, version, started_at, now() + $3::text::interval,
                   figures || $4::text::jsonb
            from node where left_at is null limit 1
            """)
        .execute(Tuple.of(UUID.randomUUID(), address, seen, figures))
        .await();
  }

  @Test
  @DisplayName(
      "A quiet day is told in one sentence; a mail in trouble comes by itself, is parked and"
          + " resumed by keyboard; a colleague's page follows; the auditor has no buttons")
  void troubleComesAndGoes() {
    try (var wide = desk(StaffRole.HEAD_OFFICE, 1280, ColorScheme.LIGHT);
        var phone = desk(StaffRole.AUDITOR, 390, ColorScheme.DARK)) {
      var page = at(wide);
      var auditor = at(phone);
      assertThat(page.locator("#attention")).containsText("すべて正常に動いています");
      assertThat(page.locator("app-nav a[aria-current=page]")).hasText("稼働状況");
      assertThat(page.locator("live-state")).containsText("ライブ");
      fitsAndIsAccessible(page, "operations-quiet-1280");
      fitsAndIsAccessible(auditor, "operations-quiet-390");

      WORLD.mailCatcher().close();
      try {
        mailThatCannotGo();
        var item = page.locator("#queue-outbox li");
        assertThat(item).hasCount(1);
        assertThat(item).containsText("認証コードのお知らせ");
        assertThat(page.locator("#queue-outbox .why"))
            .containsText(Pattern.compile("メールサーバーにつながりません.*自動で再試行します.*smtp のホスト", Pattern.DOTALL));
        assertThat(page.locator("#attention")).containsText("1件が失敗し、自動の再試行を待っています");
        assertThat(auditor.locator("#queue-outbox li")).hasCount(1);
        assertThat(auditor.locator("#page button")).hasCount(0);
        assertThat(auditor.locator("#queue-outbox")).containsText("本部の方だけが行えます");
        fitsAndIsAccessible(page, "operations-trouble-1280");
        fitsAndIsAccessible(auditor, "operations-trouble-390");

        item.getByText("保留にする").press("Enter");
        var dialog = page.locator("#act-dialog");
        assertThat(dialog.locator("#reason")).isVisible();
        assertThat(dialog.locator("#reason")).isFocused();
        page.keyboard().press("Enter");
        assertThat(dialog.locator("#reason-wrong")).isVisible();
        fitsAndIsAccessible(page, "operations-dialog-1280");
        dialog.locator("#reason").fill("宛先を確認中");
        page.keyboard().press("Enter");
        assertThat(page.locator("#told")).containsText("保留にしました");
        assertThat(item).isFocused();
        var parked = page.locator("#queue-outbox .parked");
        assertThat(parked).containsText("保留中: メールサーバーにつながりません");
        assertThat(parked).containsText("再開するまで処理しません");
        assertThat(parked).containsText("が保留");
        assertThat(parked.locator("q")).hasText("宛先を確認中");
        assertThat(auditor.locator("#queue-outbox .parked")).containsText("宛先を確認中");
        page.reload();
        assertThat(parked).containsText("宛先を確認中");
      } finally {
        WORLD.mailCatcher().restart();
      }
      page.locator("#queue-outbox .parked button").press("Enter");
      page.locator("#reason").fill("宛先を確認した");
      page.keyboard().press("Enter");
      assertThat(page.locator("#told")).containsText("すぐに再試行します");
      assertThat(page.locator("#queue-outbox")).hasCount(0);
      assertThat(auditor.locator("#queue-outbox")).hasCount(0);
    }
    Assertions.assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  @DisplayName(
      "Two tabs: what was settled meanwhile is told, and nothing is done twice; a branch's officer"
          + " has no such page; after the session's end the same page returns")
  void twoTabsAndTheEnd() {
    var clerk = people.clerk(StaffRole.HEAD_OFFICE);
    var browser = new Browser(WORLD).loggedIn(clerk);
    try (var desk = chromium.deskOf(browser, 1280, ColorScheme.LIGHT);
        var branch = desk(StaffRole.OFFICER, 390, ColorScheme.LIGHT)) {
      var page = at(desk);
      WORLD.mailCatcher().close();
      try {
        mailThatCannotGo();
        page.locator("#queue-outbox").getByText("今すぐ再試行").last().press("Enter");
        page.locator("#reason").fill("復旧した");
      } finally {
        WORLD.mailCatcher().restart();
      }
      WORLD
          .database()
          .client()
          .query("update outbox_mail set next_try_at = now() where state = 'queued'")
          .execute()
          .await();
      assertThat(page.locator("#queue-outbox")).hasCount(0);
      assertThat(page.locator("#reason")).hasValue("復旧した");
      page.keyboard().press("Enter");
      assertThat(page.locator("#act-dialog")).containsText("この1件はすでに終わっています");
      page.keyboard().press("Enter");
      assertThat(page.locator("#act-dialog")).hasCount(0);

      var officer = at(branch);
      assertThat(officer.locator("#page")).containsText(Pattern.compile("権限|本部と監査"));
      assertThat(officer.locator("app-nav a[href='/staff/operations']")).hasCount(0);
      Assertions.assertThat(Axe.findings(officer)).isEmpty();

      WORLD
          .database()
          .client()
          .preparedQuery("update session set ended_at = now() where subject_id = $1")
          .execute(Tuple.of(clerk.id()))
          .await();
      page.reload();
      page.waitForURL(Pattern.compile(".*/staff/login\\?next=%2Fstaff%2Foperations.*"));
    }
  }

  private static void stuckMails(String error, int count) {
    WORLD
        .database()
        .client()
        .preparedQuery(
            """
            insert into outbox_mail
              (id, recipient, subject, body, kind, state, attempts, next_try_at, last_error, created_at)
            select gen_random_uuid(), 'someone@person.example.jp', '', '', 'pin-due', 'queued', 3,
                   now() + interval '1 h', $1, now() - interval '1 h' + n * interval '1 s'
            from generate_series(1, $2::int) n
            """)
        .execute(Tuple.of(error, count))
        .await();
  }

  private static void noMails(String error) {
    WORLD
        .database()
        .client()
        .preparedQuery("delete from outbox_mail where last_error = $1")
        .execute(Tuple.of(error))
        .await();
  }

  @Test
  @DisplayName(
      "Two hundred in trouble for two reasons: each reason once with what to do, a few of each, the"
          + " rest when asked for; whoever is at an item keeps the focus when another goes")
  void manyInTrouble() {
    stuckMails("smtp-timeout", 180);
    stuckMails("smtp-554", 20);
    try (var desk = desk(StaffRole.HEAD_OFFICE, 390, ColorScheme.LIGHT)) {
      var page = at(desk);
      var late =
          page.locator("#queue-outbox .group", new Page.LocatorOptions().setHasText("時間内に応答"));
      var refused =
          page.locator("#queue-outbox .group", new Page.LocatorOptions().setHasText("応答 554"));
      assertThat(late).containsText("180件中20件");
      assertThat(late.locator("li")).hasCount(5);
      assertThat(refused).containsText("メールサーバーの設定");
      assertThat(refused.locator("li")).hasCount(5);
      fitsAndIsAccessible(page, "operations-many-390");
      late.getByText("ほか15件を表示").press("Enter");
      assertThat(late.locator("li")).hasCount(20);
      assertThat(late.locator("li").nth(5)).isFocused();
      page.keyboard().press("Tab");
      var focused = page.locator("#queue-outbox button:focus");
      String name = focused.getAttribute("aria-label");
      Assertions.assertThat(name).startsWith("今すぐ再試行: 初期PIN登録のお願い");
      WORLD
          .database()
          .client()
          .query(
              """
              delete from outbox_mail where id in (select id from outbox_mail
               where last_error = 'smtp-timeout' order by created_at limit 2)
              """)
          .execute()
          .await();
      assertThat(late).containsText("178件中20件");
      assertThat(focused).hasAttribute("aria-label", name);
    } finally {
      noMails("smtp-timeout");
      noMails("smtp-554");
    }
  }

  @Test
  @DisplayName(
      "In the middle of the question: the line breaks, the page is loaded anew, the session ends;"
          + " the reason is still there, and done once")
  void nothingTypedIsLost() {
    var clerk = people.clerk(StaffRole.HEAD_OFFICE);
    stuckMails("smtp-421", 1);
    try (var desk = chromium.deskOf(new Browser(WORLD).loggedIn(clerk), 1280, ColorScheme.LIGHT)) {
      var page = at(desk);
      page.locator("#queue-outbox").getByText("保留にする").press("Enter");
      page.locator("#reason").fill("宛先を確認中");
      desk.setOffline(true);
      page.keyboard().press("Enter");
      assertThat(page.locator("#act-dialog")).containsText("ネットワークにつながりません");
      assertThat(page.locator("#reason")).hasValue("宛先を確認中");
      desk.setOffline(false);

      page.reload();
      assertThat(page.locator("#reason")).hasValue("宛先を確認中");
      WORLD
          .database()
          .client()
          .preparedQuery("update session set ended_at = now() where subject_id = $1")
          .execute(Tuple.of(clerk.id()))
          .await();
      page.locator("#reason").press("Enter");
      page.waitForURL(Pattern.compile(".*/staff/login\\?next=%2Fstaff%2Foperations.*"));
      var anew = new Browser(WORLD).loggedIn(clerk);
      desk.addCookies(
          List.of(
              new Cookie("natsuin_staff", anew.cookie("natsuin_staff"))
                  .setUrl(WORLD.url("/").toString())));
      page.navigate("/staff/operations");
      assertThat(page.locator("#reason")).hasValue("宛先を確認中");
      page.locator("#reason").press("Enter");
      assertThat(page.locator("#told")).containsText("保留にしました");
      assertThat(page.locator("#queue-outbox .parked li")).isFocused();

      page.locator("#queue-outbox .parked button").press("Enter");
      page.locator("#reason").fill("やめる");
      page.keyboard().press("Escape");
      assertThat(page.locator("#queue-outbox button:focus")).hasText("再開する");
      page.reload();
      assertThat(page.locator("#queue-outbox .parked li")).hasCount(1);
      assertThat(page.locator("#act-dialog")).hasCount(0);
    } finally {
      noMails("smtp-421");
    }
  }

  @Test
  @DisplayName(
      "OPS-1: a silent node, one that sees other nodes than the rest, a server that one does not"
          + " reach, a clock that is off: each in a sentence on top")
  void whatNeedsSomebody() {
    node("10.0.0.8:5701", "-20 s", "{}");
    node(
        "10.0.0.7:5701",
        "1 h",
        "{\"ready\": false, \"sees\": [\"10.0.0.7:5701\"], \"skewMillis\": -600000, \"servers\":"
            + " {\"redis\": \"down\"}, \"checks\": "
            + CHECKS
            + "}");
    try (var wide = desk(StaffRole.HEAD_OFFICE, 1280, ColorScheme.DARK);
        var phone = desk(StaffRole.HEAD_OFFICE, 390, ColorScheme.LIGHT)) {
      var page = at(wide);
      Locator attention = page.locator("#attention");
      assertThat(attention).containsText("10.0.0.8:5701 から応答がありません");
      assertThat(attention).containsText("10.0.0.7:5701 からは 2 台のうち 1 台しか見えません");
      assertThat(attention).containsText("Redis にノード 10.0.0.7:5701 からつながりません");
      assertThat(attention).containsText("-600 秒");
      assertThat(attention).containsText("鍵：ほかの利用者が読めます。");
      var keys = page.locator(".finding", new Page.LocatorOptions().setHasText("鍵")).first();
      assertThat(keys).containsText("異常");
      assertThat(keys).containsText("chmod 600 /etc/natsuin/keys/master.keys");
      var disk = page.locator(".finding", new Page.LocatorOptions().setHasText("6 %"));
      assertThat(disk).containsText("注意");
      assertThat(disk).containsText("このノードだけ：10.0.0.7:5701");
      attention.getByText("鍵：").press("Enter");
      assertThat(page.locator("#checks")).isInViewport();
      fitsAndIsAccessible(page, "operations-nodes-1280");
      var small = at(phone);
      assertThat(small.locator("#attention")).containsText("10.0.0.8:5701");
      fitsAndIsAccessible(small, "operations-nodes-390");
      small.evaluate("localStorage.setItem('natsuin.lang', 'en')");
      small.reload();
      assertThat(small.locator("#attention")).containsText("Node 10.0.0.8:5701 is silent");
      fitsAndIsAccessible(small, "operations-nodes-en-390");
    } finally {
      WORLD
          .database()
          .client()
          .query("delete from node where address like '10.%'")
          .execute()
          .await();
    }
  }
}
