package natsuin.contracts;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import natsuin.kernel.StaffRole;
import natsuin.kernel.UserRole;
import natsuin.testkit.Axe;
import natsuin.testkit.Browser;
import natsuin.testkit.Chromium;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Branch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Screens in a real browser, under the strict content security policy (UI-1, UI-2)")
class ScreensIT {
  private static final int DESKTOP = 1440;
  private static final int PHONE = 390;

  @RegisterExtension static final World WORLD = new World();
  private static Chromium chromium;

  private final Counter counter = new Counter(WORLD);
  private Browser officer;
  private People.Customer borrower;
  private People.Clerk clerk;
  private String contract;

  @BeforeAll
  static void startBrowser() {
    chromium = new Chromium(WORLD);
  }

  @AfterAll
  static void stopBrowser() {
    chromium.close();
  }

  @BeforeEach
  void aContractThatWaitsForItsBorrower() {
    Branch branch = counter.people().branch();
    clerk = counter.people().clerk(branch, StaffRole.OFFICER);
    officer = new Browser(WORLD).loggedIn(clerk);
    borrower = counter.signer(branch, UserRole.REPRESENTATIVE);
    contract = counter.contract(officer, borrower).getString("id");
  }

  @AfterEach
  void noPageBrokeThePolicyOrFailed() {
    assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  @DisplayName("axe finds nothing on any page, large and light or small and dark")
  void axeFindsNothing() {
    var customer = new Browser(WORLD).loggedIn(borrower);
    for (var look : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      int width = look == ColorScheme.LIGHT ? DESKTOP : PHONE;
      try (var stranger = chromium.desk(width, look);
          var mypage = chromium.deskOf(customer, width, look);
          var staff = chromium.deskOf(officer, width, look)) {
        var findings =
            Stream.of(
                    visit(stranger, "/login", "/staff/login", "/no-cookies", "/no-script"),
                    visit(
                        mypage,
                        "/home",
                        "/new-password",
                        "/contracts/to-sign",
                        "/contracts/ended",
                        "/contracts/" + contract,
                        "/contracts/" + contract + "/sign#overview",
                        "/contracts/" + contract + "/sign#read"),
                    visit(
                        staff,
                        "/staff",
                        "/staff?wall",
                        "/staff/contracts",
                        "/staff/contracts/new",
                        "/staff/contracts/" + contract))
                .flatMap(List::stream)
                .toList();
        assertThat(findings).isEmpty();
      }
    }
  }

  private static List<String> visit(BrowserContext desk, String... paths) {
    return Stream.of(paths)
        .flatMap(
            path -> {
              try (Page page = desk.newPage()) {
                page.navigate(path);
                assertThat(page.locator("h1")).not().hasCount(0);
                assertThat(page.locator("[aria-busy=true]")).hasCount(0);
                return Axe.findings(page).stream();
              }
            })
        .toList();
  }

  @Test
  @DisplayName(
      "LOGIN-1: a wrong password is said at once, the right one leads to where one was going")
  void loginReturnsToThePageThatWasAsked() {
    try (var desk = chromium.desk(DESKTOP, ColorScheme.LIGHT)) {
      Page page = desk.newPage();
      page.navigate("/contracts/" + contract);
      assertThat(page).hasURL(Pattern.compile("/login\\?next="));
      fillLogin(page, "Wrong-Password1");
      assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT)).isVisible();
      fillLogin(page, People.PASSWORD);
      assertThat(page).hasURL(Pattern.compile("/contracts/" + contract + "$"));
      assertThat(page.locator("h1")).hasText("貸出契約のみ");
    }
  }

  @Test
  @DisplayName("Open redirect: an address of another site in ?next= leads home")
  void nextOfAnotherSiteLeadsHome() {
    for (String evil :
        List.of(
            "//evil.example.jp/",
            "/\\evil.example.jp",
            "https://evil.example.jp",
            "javascript:alert(1)")) {
      try (var desk = chromium.desk(DESKTOP, ColorScheme.LIGHT)) {
        Page page = desk.newPage();
        page.navigate(
            "/login?next="
                + java.net.URLEncoder.encode(evil, java.nio.charset.StandardCharsets.UTF_8));
        fillLogin(page, People.PASSWORD);
        assertThat(page).hasURL(WORLD.url("/home").toString());
      }
    }
  }

  private void fillLogin(Page page, String password) {
    page.locator("#login").fill(borrower.email());
    page.locator("#password").fill(password);
    page.locator("#password").press("Enter");
  }

  @Test
  @DisplayName(
      "CONTRACT-2: by keyboard alone every document is read and ticked; a reload stands where one"
          + " was")
  void readsAndTicksByKeyboardAlone() {
    try (var desk =
        chromium.deskOf(new Browser(WORLD).loggedIn(borrower), DESKTOP, ColorScheme.LIGHT)) {
      Page page = desk.newPage();
      page.navigate("/contracts/" + contract + "/sign");
      assertThat(page.locator("h1")).hasText("貸出契約のみ");
      press(page, page.locator("#bar .button").last());
      Locator documents = page.locator(".documents button");
      assertThat(documents).hasCount(2);
      assertThat(page.locator("#bar .button").last()).hasAttribute("aria-disabled", "true");
      for (int i = 0; i < 2; i++) {
        press(page, documents.nth(i));
        assertThat(page.locator(".documents li.read")).hasCount(i + 1);
        Locator tick = page.locator(".tick input").nth(i);
        assertThat(tick).isEnabled();
        tick.focus();
        page.keyboard().press("Space");
        assertThat(tick).isChecked();
      }
      assertThat(page.locator("#bar .button").last()).hasAttribute("aria-disabled", "false");
      press(page, page.locator("#bar .button").last());
      assertThat(page.locator("#pin")).isFocused();
      page.reload();
      assertThat(page.locator("#pin")).isVisible();
    }
  }

  private static void press(Page page, Locator control) {
    control.focus();
    page.keyboard().press("Enter");
  }

  @Test
  @DisplayName("CONTRACT-4: a refusal asks for a comment and whether one is sure")
  void refusesWithAComment() {
    try (var desk =
        chromium.deskOf(new Browser(WORLD).loggedIn(borrower), PHONE, ColorScheme.DARK)) {
      Page page = desk.newPage();
      page.navigate("/contracts/" + contract + "/sign");
      page.locator("#bar .button").first().click();
      page.locator("#refuse-dialog [value=yes]").click();
      assertThat(page.locator("#comment")).hasAttribute("aria-invalid", "true");
      page.locator("#comment").fill("条件が違います");
      page.locator("#refuse-dialog [value=yes]").click();
      page.locator("#sure-dialog .seal").click();
      assertThat(page.locator(".message")).containsText("この契約は成立しません");
    }
  }

  @Test
  @DisplayName(
      "CONTRACT-6, CONTRACT-9: a contract is made from PDFs; what cannot be signed says why, at the"
          + " file")
  void makesAContract() {
    try (var desk = chromium.deskOf(officer, DESKTOP, ColorScheme.LIGHT)) {
      Page page = desk.newPage();
      page.navigate("/staff/contracts/new");
      page.locator("#summary").fill("約定書関連契約のみ");
      page.locator("#amount").fill("１，２００，０００");
      page.locator("#plannedOn").fill("2099-12-31");
      page.locator("#next").click();
      page.locator("#choose")
          .setInputFiles(
              new FilePayload[] {
                pdf("契約書.pdf", Counter.paper("契約書")), pdf("写真.pdf", new byte[] {1, 2, 3})
              });
      assertThat(page.locator(".files .chip.ok")).hasCount(1);
      assertThat(page.locator(".files li.refused")).containsText("写真.pdf");
      page.reload();
      assertThat(page.locator(".files .chip.ok")).hasCount(1);
      page.locator("#next").click();
      page.locator("#find").fill("見本");
      page.locator(".found button:enabled").first().click();
      page.locator("#next").click();
      assertThat(page.locator("#form")).containsText("1,200,000円");
      page.locator("#next").click();
      assertThat(page).hasURL(Pattern.compile("/staff/contracts/[0-9a-f-]+\\?sent$"));
      assertThat(page.locator("h1")).hasText("約定書関連契約のみ");
    }
  }

  private static FilePayload pdf(String name, byte[] bytes) {
    return new FilePayload(name, "application/pdf", bytes);
  }

  @Test
  @DisplayName("LIVE-1, STAFF-3: the branch sees what the signer does, without reloading")
  void theBranchWatches() {
    try (var staff = chromium.deskOf(officer, DESKTOP, ColorScheme.LIGHT)) {
      Page page = staff.newPage();
      page.navigate("/staff/contracts/" + contract);
      assertThat(page.locator(".watch li").first()).containsText("書類 0/2通");
      var signer = new Browser(WORLD).loggedIn(borrower);
      var documents = signer.get("/api/contracts/" + contract).json().getJsonArray("documents");
      signer.get(
          "/api/contracts/"
              + contract
              + "/documents/"
              + documents.getJsonObject(0).getString("id")
              + "/content");
      assertThat(page.locator(".watch li").first()).containsText("書類 1/2通");
    }
  }
}
