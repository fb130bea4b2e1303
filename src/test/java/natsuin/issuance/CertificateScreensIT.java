package natsuin.issuance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import natsuin.kernel.UserRole;
import natsuin.pdf.HtmlToPdf;
import natsuin.requests.RequestReason;
import natsuin.testkit.Axe;
import natsuin.testkit.Certifier;
import natsuin.testkit.Chromium;
import natsuin.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Certificates and PINs in a real browser (UI-1, UI-2)")
class CertificateScreensIT {
  private static final int DESKTOP = 1280;
  private static final int PHONE = 390;

  @RegisterExtension static final World WORLD = new World();

  private static Office office;
  private static Chromium chromium;
  private final List<String> axe = new ArrayList<>();

  @BeforeAll
  static void open() {
    office = new Office(WORLD);
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

  private static BrowserContext desk(Office.Seat seat, int width) {
    return chromium.deskOf(
        seat.browser(), width, width == PHONE ? ColorScheme.DARK : ColorScheme.LIGHT);
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

  @Test
  @DisplayName(
      "CERT-1: by keyboard alone: the rule at the field, 「登録」, 「発行」 becomes active, issued; a"
          + " reload in between shows where it stands")
  void firstPinByKeyboard() {
    var seat = office.representative();
    office.pinDue(seat, RequestReason.FIRST);
    try (var desk = desk(seat, DESKTOP)) {
      var page = desk.newPage();
      page.navigate("/account/pin");
      page.locator("#fields input").first().focus();
      look(page, "pin-register-1280");
      page.keyboard().type("short");
      page.keyboard().press("Enter");
      assertThat(page.locator(".summary")).isVisible();
      look(page, "pin-refused-1280");
      page.locator("#fields input").first().fill("");
      page.locator("#fields input").first().focus();
      page.keyboard().type(Office.PIN);
      page.locator("#fields input").nth(1).focus();
      page.keyboard().type(Office.PIN);
      page.keyboard().press("Enter");
      assertThat(page.locator("h2")).hasText("初期PINの登録が完了しました");
      page.reload();
      assertThat(page.locator("h2")).hasText("初期PINの登録が完了しました");
      look(page, "pin-registered-1280");
      page.locator("#issue").focus();
      page.keyboard().press("Enter");
      assertThat(page.locator("h2")).hasText("登録完了");
      assertThat(page.locator(".message")).containsText("電子証明書を発行し、署名用PINを使えるようにしました。");
      look(page, "pin-done-1280");
    }
  }

  @Test
  @DisplayName("CERT-1: the same on a phone, in English")
  void firstPinOnAPhone() {
    var seat = office.representative();
    office.pinDue(seat, RequestReason.FIRST);
    try (var desk = desk(seat, PHONE)) {
      var page = desk.newPage();
      page.addInitScript("localStorage.setItem('natsuin.lang', 'en')");
      page.navigate("/account/pin");
      assertThat(page.locator("h1")).hasText("First PIN and certificate");
      page.locator("#fields input").first().waitFor();
      look(page, "pin-register-390");
      page.locator("#fields input").first().fill(Office.PIN);
      page.locator("#fields input").nth(1).fill(Office.PIN);
      page.locator("#register").click();
      look(page, "pin-registered-390");
      page.locator("#issue").click();
      assertThat(page.locator(".facts")).isVisible();
      look(page, "pin-done-390");
    }
  }

  @Test
  @DisplayName(
      "CERT-3, CERT-4: a colleague's certificate: reason, the system's power of attorney read and"
          + " signed on the spot, done")
  void requestForAColleague() {
    var seat = office.certified(office.representative());
    var colleague = office.certified(office.colleague(seat, UserRole.ADMINISTRATOR));
    for (int width : List.of(DESKTOP, PHONE)) {
      var agent =
          width == DESKTOP ? colleague : office.certified(office.colleague(seat, UserRole.SIGNER));
      try (var desk = desk(seat, width)) {
        var page = desk.newPage();
        page.navigate("/account/certificate/" + agent.person().id());
        page.locator("#next").click();
        assertThat(page.locator("#reason-wrong")).isVisible();
        look(page, "request-missing-" + width);
        page.locator("#reason-pin-forgotten").check();
        look(page, "request-enter-" + width);
        page.locator("#next").click();
        assertThat(page.locator("#mandate-next")).hasAttribute("aria-disabled", "false");
        look(page, "request-confirm-" + width);
        page.locator("#mandate-next").click();
        page.locator("#mandate-pin").fill(Certifier.PIN);
        look(page, "mandate-pin-" + width);
        int mails = WORLD.mailTo(seat.person().email()).size();
        page.keyboard().press("Enter");
        page.locator("#mandate-code").waitFor();
        String code = seat.browser().nextCode(seat.person().email(), mails);
        page.locator("#mandate-code").fill(code);
        look(page, "mandate-code-" + width);
        page.keyboard().press("Enter");
        page.locator("#mandate-sign").waitFor();
        look(page, "mandate-sign-" + width);
        page.reload();
        page.locator("#mandate-sign").click();
        assertThat(page.locator("h2").first()).hasText("依頼完了");
        look(page, "request-done-" + width);
      }
    }
  }

  @Test
  @DisplayName("CERT-4: one's own: paper alone, uploaded and scanned, kept through a reload")
  void ownOnPaper() {
    var seat = office.representative();
    var signer = office.certified(office.colleague(seat, UserRole.SIGNER));
    byte[] paper = HtmlToPdf.render("<html><head><title>x</title></head><body>x</body></html>");
    try (var desk = desk(signer, PHONE)) {
      var page = desk.newPage();
      page.navigate("/account/certificate/" + signer.person().id());
      page.locator("#reason-validity-extended").check();
      page.locator("#next").click();
      assertThat(page.locator("#mandate-wrong")).isVisible();
      page.locator("#paper-file")
          .setInputFiles(
              new com.microsoft.playwright.options.FilePayload(
                  "委任状.pdf", "application/pdf", paper));
      look(page, "paper-chosen-390");
      page.locator("#paper-upload").click();
      assertThat(page.locator(".scan.ok")).isVisible();
      page.reload();
      assertThat(page.locator(".scan.ok")).isVisible();
      look(page, "paper-clean-390");
      page.locator("#next").click();
      page.locator("#register").click();
      assertThat(page.locator("h2").first()).hasText("依頼完了");
      page.navigate("/account/certificate/" + signer.person().id());
      assertThat(page.locator("h2").first()).hasText("すでに電子証明書発行依頼中です");
    }
  }

  @Test
  @DisplayName("CERT-5: PIN change: a wrong present PIN, then the right one")
  void pinChange() {
    var seat = office.certified(office.representative());
    try (var desk = desk(seat, DESKTOP)) {
      var page = desk.newPage();
      page.navigate("/account/pin-change");
      var inputs = page.locator("#fields input");
      inputs.first().fill("Wrong1Pin");
      inputs.nth(1).fill("Other1Pin");
      inputs.nth(2).fill("Other1Pin");
      page.locator("#change").click();
      assertThat(page.locator(".summary")).isVisible();
      look(page, "pin-change-wrong-1280");
      inputs.first().fill(Certifier.PIN);
      inputs.nth(1).fill("Other1Pin");
      inputs.nth(2).fill("Other1Pin");
      page.locator("#change").click();
      assertThat(page.locator("h2")).hasText("PINの変更が完了しました");
      look(page, "pin-change-done-1280");
    }
  }

  @Test
  @DisplayName("CERT-6: lock and unlock with the credential ID shown, 「実行」")
  void lock() {
    var seat = office.representative();
    var colleague = office.certified(office.colleague(seat, UserRole.SIGNER));
    try (var desk = desk(seat, PHONE)) {
      var page = desk.newPage();
      page.navigate("/account/pin-lock/" + colleague.person().id());
      assertThat(page.locator("h1")).hasText("署名用PINロック");
      look(page, "pin-lock-390");
      page.locator("#execute").click();
      assertThat(page.locator("h1")).hasText("署名用PINロック完了");
      look(page, "pin-locked-390");
      page.reload();
      assertThat(page.locator("h1")).hasText("署名用PINロック解除");
      page.locator("#execute").click();
      assertThat(page.locator("h1")).hasText("署名用PINロック解除完了");
      look(page, "pin-unlocked-390");
    }
  }
}
