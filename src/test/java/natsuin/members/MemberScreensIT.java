package natsuin.members;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import natsuin.kernel.UserRole;
import natsuin.testkit.Axe;
import natsuin.testkit.Browser;
import natsuin.testkit.Certifier;
import natsuin.testkit.Chromium;
import natsuin.testkit.People;
import natsuin.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Registered data in a real browser (ORG, USER, LOGIN-5, CERT-8, UI-1, UI-2)")
class MemberScreensIT {
  private static final int DESKTOP = 1280;
  private static final int PHONE = 390;

  @RegisterExtension static final World WORLD = new World();
  private static Chromium chromium;

  private final Office office = new Office(WORLD);
  private People.Customer boss;
  private People.Customer signer;
  private Browser browser;

  @BeforeAll
  static void startBrowser() {
    chromium = new Chromium(WORLD);
    PlaywrightAssertions.setDefaultAssertionTimeout(15_000);
  }

  @AfterAll
  static void stopBrowser() {
    chromium.close();
  }

  @BeforeEach
  void aCorporation() {
    boss = office.representative();
    signer = office.colleague(boss, UserRole.SIGNER);
    office.run(
        """
        update organization
        set postal_code = '1000001', telephone = '0312345678', established_on = '1998-04-01'
        where id = $1
        """,
        Tuple.of(boss.organization()));
    office.run(
        """
        update app_user set birth_date = '1980-02-29', mobile = '09012345678'
        where organization_id = $1
        """,
        Tuple.of(boss.organization()));
    browser = office.browser(boss);
  }

  @AfterEach
  void noPageBrokeThePolicyOrFailed() {
    assertThat(chromium.complaints()).isEmpty();
  }

  private BrowserContext desk(Browser of, int width) {
    return chromium.deskOf(of, width, ColorScheme.LIGHT);
  }

  private static Page at(BrowserContext desk, String path) {
    Page page = desk.newPage();
    page.navigate(path);
    assertThat(page.locator("#page[aria-busy=true]")).hasCount(0);
    return page;
  }

  /** What the step in the middle of the page is called. */
  private static Locator title(Page page) {
    return page.locator("#form-page > .card > h2");
  }

  private static Locator card(Page page, People.Customer of) {
    return page.locator("#user-" + of.id());
  }

  @Test
  @DisplayName(
      "CERT-8: cards as the guide shows them, with exactly the buttons that may be pressed")
  void cards() {
    var viewer =
        office
            .people()
            .newColleague(boss, UserRole.VIEWER, WORLD.clock().instant().plus(Duration.ofDays(1)));
    for (int width : List.of(DESKTOP, PHONE)) {
      try (var desk = desk(browser, width)) {
        Page page = at(desk, "/account");
        assertThat(card(page, signer).locator("h3")).hasText("見本　太郎（署名者）");
        assertThat(card(page, signer)).containsText("電子証明書は有効です");
        assertThat(card(page, signer).locator("dt"))
            .hasText(new String[] {"お名前", "役職", "携帯電話番号", "メールアドレス", "証明書有効期限", "ステータス"});
        assertThat(card(page, signer)).containsText("署名可能");
        assertThat(card(page, signer).locator("[data-act]"))
            .hasText(new String[] {"ユーザ削除", "ユーザ情報変更", "署名用PINロック", "電子証明書発行依頼"});
        assertThat(card(page, boss).locator("[data-act]"))
            .hasText(new String[] {"ユーザ情報変更", "ログインパスワード変更", "署名用PIN変更", "電子証明書発行依頼"});
        assertThat(card(page, viewer)).containsText("参照権限のため署名はできません");
        assertThat(card(page, viewer)).containsText("初回未ログイン");
        assertThat(card(page, viewer).locator("[data-act]"))
            .hasText(new String[] {"ユーザ削除", "ユーザ情報変更", "仮パスワード再発行"});
      }
    }
    try (var desk = desk(office.browser(signer), PHONE)) {
      Page page = at(desk, "/account");
      assertThat(page.locator(".user-card")).hasCount(1);
      assertThat(page.locator("#page")).not().containsText("契約者情報変更");
      assertThat(page.locator("#page")).not().containsText("ユーザ新規登録");
    }
  }

  @Test
  @DisplayName("UI-1: axe finds nothing on any of the pages, in both languages, large and small")
  void axe() {
    var findings = new ArrayList<String>();
    for (String language : List.of("ja", "en")) {
      for (int width : language.equals("ja") ? List.of(DESKTOP, PHONE) : List.of(PHONE)) {
        try (var desk = desk(browser, width)) {
          desk.addInitScript(
              "if (location.protocol !== 'about:') localStorage.setItem('natsuin.lang', '"
                  + language
                  + "')");
          for (String path :
              List.of(
                  "/account",
                  "/account/organization",
                  "/account/users/new",
                  "/account/users/" + signer.id())) {
            Page page = at(desk, path);
            assertThat(page.locator("h1")).hasCount(1);
            if (!path.equals("/account")) {
              assertThat(page.locator("#fields .field").first()).isVisible();
            }
            findings.addAll(Axe.findings(page));
            page.close();
          }
        }
      }
    }
    assertThat(findings).isEmpty();
  }

  @Test
  @DisplayName("ORG-1, ORG-2: by keyboard alone: edit, confirm with what will follow, done")
  void organizationByKeyboard() {
    try (var desk = desk(browser, DESKTOP)) {
      Page page = at(desk, "/account");
      press(page, page.getByText("契約者情報変更"));
      assertThat(page.locator("#f-name")).hasValue(Pattern.compile("株式会社見本\\d+"));
      page.locator("#f-name").focus();
      page.keyboard().press("Control+A");
      page.keyboard().insertText("株式会社　新見本");
      page.keyboard().press("Enter");
      assertThat(title(page)).hasText("入力内容確認");
      assertThat(page.locator(".message")).containsText("2名の電子証明書が失効します");
      assertThat(page.locator(".changed-fact").first()).containsText("変更前：株式会社見本");
      page.reload();
      assertThat(page.locator(".message")).containsText("2名の電子証明書が失効します");
      assertThat(office.certificate(signer)).isEqualTo("issued");
      press(page, page.locator("#register"));
      assertThat(title(page)).hasText("変更完了");
      assertThat(title(page)).isFocused();
      assertThat(page.locator(".message")).containsText("2名の電子証明書が失効しました");
      press(page, page.getByText("契約者情報管理へ"));
      assertThat(card(page, signer)).containsText("証明書発行依頼中");
      assertThat(card(page, boss).locator("[data-act=upload-documents]")).isVisible();
    }
    assertThat(office.openRequest(signer)).isEqualTo("details-changed documents-due");
  }

  private static void press(Page page, Locator control) {
    control.focus();
    page.keyboard().press("Enter");
  }

  @Test
  @DisplayName("ORG-1: who hands changes in on paper sees why, and what to do, also by the address")
  void paper() {
    office.setOrganization(boss, "borrower = $2", true);
    try (var desk = desk(browser, PHONE)) {
      Page page = at(desk, "/account");
      assertThat(page.locator(".message")).containsText("債務者として");
      assertThat(page.locator(".message")).containsText("届出事項変更届");
      page.navigate("/account/organization");
      assertThat(page.locator(".message")).containsText("届出事項変更届");
      assertThat(page.locator("data-form")).hasCount(0);
    }
  }

  @Test
  @DisplayName(
      "USER-3, UI-2: a user changed on a phone; reload and the session's end lose nothing typed")
  void userOnAPhone() {
    try (var desk = desk(browser, PHONE)) {
      Page page = at(desk, "/account/users/" + signer.id());
      page.locator("#f-familyName").fill("山田");
      page.locator("#f-email").fill("moved-" + signer.email());
      page.locator("#f-emailAgain").fill("moved-" + signer.email());
      page.reload();
      assertThat(page.locator("#f-familyName")).hasValue("山田");
      office.run("update session set ended_at = now() where subject_id = $1", Tuple.of(boss.id()));
      page.locator("#next").click();
      page.locator("#register").click();
      assertThat(page).hasURL(Pattern.compile("/login\\?next=.*ended=1"));
      page.locator("#login").fill(boss.email());
      page.locator("#password").fill(People.PASSWORD);
      page.locator("#password").press("Enter");
      assertThat(title(page)).hasText("入力内容確認");
      assertThat(page.locator("#form-page")).containsText("電子証明書が失効します");
      assertThat(page.locator("#form-page")).containsText("メール認証");
      page.locator("#register").click();
      assertThat(title(page)).hasText("更新完了");
      assertThat(page.locator("#form-page")).containsText("電子証明書が失効しました");
    }
    assertThat(office.certificate(signer)).isEqualTo("revoked");
  }

  @Test
  @DisplayName(
      "USER-3: of two who edit one user the second sees what changed and keeps what he typed")
  void overtaken() {
    var administrator = office.colleague(boss, UserRole.ADMINISTRATOR);
    var other = office.browser(administrator);
    try (var desk = desk(browser, DESKTOP)) {
      Page page = at(desk, "/account/users/" + signer.id());
      page.locator("#f-title").fill("営業部長");
      page.route("**/api/live**", route -> route.abort());
      other.put(
          "/api/users/" + signer.id(),
          Office.userForm(other, signer).put("mobile", "08011112222").put("title", "総務部長"));
      assertThat(page.locator("#overtaken table")).isVisible();
      assertThat(page.locator("#f-title")).hasValue("営業部長");
      assertThat(page.locator("#f-mobile")).hasValue("08011112222");
      var rows = page.locator("#overtaken tbody tr");
      assertThat(rows).hasCount(2);
      assertThat(rows.filter(new Locator.FilterOptions().setHasText("役職"))).containsText("総務部長");
      page.locator("#next").click();
      page.locator("#register").click();
      assertThat(title(page)).hasText("更新完了");
    }
    var after = browser.get("/api/users/" + signer.id()).json();
    assertThat(after.getString("title")).isEqualTo("営業部長");
    assertThat(after.getString("mobile")).isEqualTo("08011112222");
  }

  @Test
  @DisplayName("USER-3: the same where the news comes only with the refusal (409)")
  void overtakenUnseen() {
    var administrator = office.colleague(boss, UserRole.ADMINISTRATOR);
    var other = office.browser(administrator);
    try (var desk = desk(browser, DESKTOP)) {
      desk.route("**/api/live**", route -> route.abort());
      desk.routeWebSocket("**/api/live**", socket -> {});
      Page page = at(desk, "/account/users/" + signer.id());
      page.locator("#f-title").fill("営業部長");
      page.locator("#next").click();
      other.put(
          "/api/users/" + signer.id(), Office.userForm(other, signer).put("mobile", "08011112222"));
      page.locator("#register").click();
      assertThat(page.locator("#overtaken")).containsText("ほかの方がこの情報を変更しました");
      assertThat(page.locator("#f-title")).hasValue("営業部長");
      assertThat(page.locator("#f-mobile")).hasValue("08011112222");
      page.locator("#next").click();
      page.locator("#register").click();
      assertThat(title(page)).hasText("更新完了");
    }
  }

  @Test
  @DisplayName(
      "USER-1, CERT-4: an administrator is added; the power of attorney is signed on the spot,"
          + " through reloads")
  void newAdministrator() {
    String email = "new-" + boss.email();
    try (var desk = desk(browser, DESKTOP)) {
      Page page = at(desk, "/account");
      page.getByText("ユーザ新規登録").click();
      fill(page, email);
      page.locator("[name=role][value=administrator]").check();
      page.locator("[name=mandateKind][value=system]").check();
      page.locator("#next").click();
      assertThat(page.locator("#form-page")).containsText("署名が必要な書類");
      page.locator("#to-sign").click();
      assertThat(page.locator("mandate-signing")).isVisible();
      page.reload();
      Locator next = page.locator("#mandate-next");
      assertThat(next).hasAttribute("aria-disabled", "false");
      next.click();
      int mails = WORLD.mailTo(boss.email()).size();
      page.locator("#mandate-pin").fill(Certifier.PIN);
      page.locator("#mandate-pin").press("Enter");
      assertThat(page.locator("#mandate-code")).isVisible();
      page.reload();
      page.locator("#mandate-code").fill(browser.nextCode(boss.email(), mails));
      page.locator("[form=mandate-code-form]").click();
      page.locator("#mandate-sign").click();
      assertThat(title(page)).hasText("登録完了");
      page.getByText("契約者情報管理へ").click();
      assertThat(page.locator(".user-card").filter(new Locator.FilterOptions().setHasText(email)))
          .containsText("初回未ログイン");
      page.navigate("/account/users/new");
      assertThat(page.locator("#f-familyName")).hasValue("");
    }
  }

  @Test
  @DisplayName(
      "USER-1, CERT-4: a signer is added with a power of attorney on paper, once it is scanned")
  void newSignerOnPaper() {
    try (var desk = desk(browser, PHONE)) {
      Page page = at(desk, "/account/users/new");
      assertThat(page.locator("#f-familyName")).isVisible();
      fill(page, "paper-" + boss.email());
      page.locator("[name=role][value=signer]").check();
      assertThat(page.locator("#paper-place")).isHidden();
      page.locator("[name=mandateKind][value=paper]").check();
      assertThat(page.locator("#paper-place")).isVisible();
      page.locator("#next").click();
      assertThat(page.locator(".summary")).isVisible();
      page.locator("#paper-file")
          .setInputFiles(
              new com.microsoft.playwright.options.FilePayload(
                  "委任状.pdf", "application/pdf", mandateOnPaper()));
      page.locator("#paper-upload").click();
      assertThat(page.locator("#paper-place .scan.ok")).isVisible();
      page.reload();
      assertThat(page.locator("#paper-place .scan.ok")).isVisible();
      page.locator("#next").click();
      assertThat(title(page)).hasText("入力内容確認");
      assertThat(page.locator("#form-page")).containsText("委任状.pdf");
      page.locator("#register").click();
      assertThat(title(page)).hasText("登録完了");
    }
  }

  private static byte[] mandateOnPaper() {
    return natsuin.pdf.HtmlToPdf.render(
        "<html lang=\"ja\"><head><title>委任状</title></head><body><p>委任状</p></body></html>");
  }

  private static void fill(Page page, String email) {
    page.locator("#f-familyName").fill("新田");
    page.locator("#f-givenName").fill("花子");
    page.locator("#f-familyKana").fill("ニッタ");
    page.locator("#f-givenKana").fill("ハナコ");
    page.locator("#f-familyLatin").fill("Nitta");
    page.locator("#f-givenLatin").fill("Hanako");
    page.locator("#f-birthDate").fill("平成2年12月31日");
    page.locator("#f-mobile").fill("08098765432");
    page.locator("#f-email").fill(email);
    page.locator("#f-emailAgain").fill(email);
  }

  @Test
  @DisplayName("USER-4, LOGIN-5: deleting asks first, a new temporary password shows where it goes")
  void dialogs() {
    var newcomer =
        office
            .people()
            .newColleague(boss, UserRole.VIEWER, WORLD.clock().instant().plus(Duration.ofDays(1)));
    try (var desk = desk(browser, PHONE)) {
      Page page = at(desk, "/account");
      press(page, card(page, newcomer).locator("[data-act=reissue-password]"));
      assertThat(page.locator("#reissue-dialog")).containsText(newcomer.email());
      var slow = new ArrayList<Route>();
      page.route("**/api/organization", slow::add);
      page.locator("#reissue-dialog [value=yes]").click();
      assertThat(page.locator("#told")).containsText("新しい仮パスワードを送りました");
      page.waitForCondition(() -> !slow.isEmpty());
      press(page, card(page, signer).locator("[data-act=delete]"));
      assertThat(page.locator("#delete-dialog")).containsText("電子証明書は失効し");
      page.unroute("**/api/organization");
      page.waitForResponse("**/api/organization", () -> slow.getFirst().resume());
      assertThat(page.locator("#delete-dialog")).containsText("電子証明書は失効し");
      assertThat(page.locator("#delete-dialog :focus")).hasCount(1);
      page.keyboard().press("Escape");
      assertThat(card(page, signer).locator("[data-act=delete]")).isFocused();
      press(page, card(page, signer).locator("[data-act=delete]"));
      page.locator("#delete-dialog [value=yes]").click();
      assertThat(page.locator("#told")).containsText("削除しました");
      assertThat(card(page, signer)).hasCount(0);
      assertThat(page.locator("#told")).isFocused();
    }
  }

  @Test
  @DisplayName("LIVE-1: what another administrator changes appears on the open page and is marked")
  void live() {
    var administrator = office.colleague(boss, UserRole.ADMINISTRATOR);
    var other = office.browser(administrator);
    try (var desk = desk(browser, DESKTOP)) {
      Page page = at(desk, "/account");
      assertThat(card(page, signer)).isVisible();
      page.waitForTimeout(500);
      other.put("/api/users/" + signer.id(), Office.userForm(other, signer).put("title", "営業部長"));
      assertThat(card(page, signer)).containsText("営業部長");
      assertThat(card(page, signer)).hasClass(Pattern.compile("pulse"));
      assertThat(card(page, boss)).not().hasClass(Pattern.compile("pulse"));
      Office.delete(other, signer);
      assertThat(card(page, signer)).hasCount(0);
      other.put("/api/organization", Office.organizationForm(other).put("address", "東京都港区見本１"));
      assertThat(page.locator("#page")).containsText("東京都港区見本１");
    }
  }

  @Test
  @DisplayName(
      "ORG-1, USER-4: the branch finds a customer, enters the paper form, deletes a user; axe"
          + " agrees")
  void staff() {
    office.setOrganization(boss, "borrower = $2", true);
    var branch =
        office
            .people()
            .clerk(
                new natsuin.users.Branch(branchOf(boss), "", "", ""),
                natsuin.kernel.StaffRole.OFFICER);
    var officer = new Browser(WORLD).loggedIn(branch);
    for (int width : List.of(DESKTOP, PHONE)) {
      try (var desk = desk(officer, width)) {
        Page page = at(desk, "/staff/organizations");
        page.locator("#q").fill(boss.email());
        page.locator("#q").press("Enter");
        assertThat(page.locator("tbody tr")).hasCount(1);
        var findings = new ArrayList<>(Axe.findings(page));
        page.locator("tbody a").click();
        assertThat(page.locator(".message")).containsText("届出事項変更届");
        findings.addAll(Axe.findings(page));
        page.getByText("契約者情報変更").click();
        page.locator("#f-address").fill("東京都港区見本" + width);
        findings.addAll(Axe.findings(page));
        page.locator("#next").click();
        page.locator("#register").click();
        assertThat(title(page)).hasText("変更完了");
        page.getByText("契約者へ戻る").click();
        assertThat(page.locator("#page")).containsText("東京都港区見本" + width);
        assertThat(findings).isEmpty();
        if (width == PHONE) {
          press(page, card(page, signer).locator("[data-act=delete]"));
          page.locator("#delete-dialog [value=yes]").click();
          assertThat(card(page, signer)).hasCount(0);
        }
      }
    }
  }

  private java.util.UUID branchOf(People.Customer customer) {
    return java.util.UUID.fromString(
        office.text("select branch_id from organization where id = $1", customer.organization()));
  }

  @Test
  @DisplayName("USER-4: who edits a user that is deleted meanwhile is told so")
  void deletedWhileEditing() {
    try (var desk = desk(browser, DESKTOP)) {
      Page page = at(desk, "/account/users/" + signer.id());
      page.locator("#f-title").fill("営業部長");
      Office.delete(office.browser(office.colleague(boss, UserRole.ADMINISTRATOR)), signer);
      assertThat(page.locator(".message")).containsText("このユーザは削除されました");
    }
  }
}
