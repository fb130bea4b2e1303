package natsuin.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import natsuin.testkit.Axe;
import natsuin.testkit.World;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every page in its main states: for those who do not see well, use no mouse, or hold a phone. */
class AccessibleIT {
  private static final int[] WIDTHS = {390, 768, 1440};
  private static final int HEIGHT = 900;

  /** A page that has just been made narrower may lay its papers anew. */
  private static final Page.WaitForConditionOptions SOON =
      new Page.WaitForConditionOptions().setTimeout(3_000);

  private static final String BEYOND_THE_EDGE =
      "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";

  @RegisterExtension static final World WORLD = new World();
  @RegisterExtension final Stage stage = new Stage(WORLD);

  private static Bank bank;
  private final List<String> findings = new ArrayList<>();

  @BeforeAll
  static void open() {
    bank = new Bank(WORLD);
  }

  @Test
  @DisplayName(
      "axe finds nothing from login to the report, Japanese and light, English and dark, and"
          + " nothing scrolls sideways on phone, tablet and desktop (UI-1, UI-2)")
  void everyPageOfAContractsLife() {
    var signer = bank.signer();
    var loan = bank.loan("証書貸付（設備資金）", 30_000_000);
    var clerk = stage.staff(bank.officer());
    clerk.page().navigate("/staff/login");
    inspect(clerk, "h1");
    clerk.logsIn();
    visit(clerk, "/staff", "/staff?wall", "/staff/contracts");
    clerk.page().navigate("/staff/contracts/new");
    inspect(clerk, "#summary");
    clerk.fillsContent(loan);
    clerk.button("次へ").click();
    clerk.addsPapers(Papers.of(loan, signer));
    inspect(clerk, ".files .chip.ok");
    clerk.button("次へ").click();
    inspect(clerk, "#find");
    String contract = bank.contract(loan, signer);
    visit(clerk, "/staff/contracts/" + contract);

    var customer = stage.customer(signer);
    visit(customer, "/login", "/no-cookies", "/no-script", "/nothing-here");
    customer.forgives("/nothing-here");
    customer.logsIn();
    visit(customer, "/home", "/new-password", "/contracts/to-sign", "/contracts/ended");
    customer.opens(contract);
    inspect(customer, ".facts");
    customer.button("否認…").click();
    inspectAsItIs(customer);
    customer.button("やめる").click();
    customer.goesToDocuments().reads();
    inspect(customer, "pdf-viewer .textLayer");
    customer.ticks().goesToPin();
    inspect(customer, "#pin");
    customer.entersPin("Other9Pin99");
    customer.sees("あと4回");
    inspectAsItIs(customer);
    customer.entersPin();
    inspect(customer, "#code");
    customer.entersCode();
    inspect(customer, "#sign");
    customer.signs().seesSigned();
    inspect(customer, ".copies");

    var approver = stage.staff(bank.approver()).logsIn();
    approver.opens(contract);
    inspect(approver, "#conclude-button");
    approver.concludes();
    approver.sees("契約締結済");
    visit(customer, "/home", "/contracts/in-force", "/contracts/" + contract);
    customer.page().navigate("/contracts/" + contract);
    customer.choosesDocument("金銭消費貸借契約書");
    customer.page().getByRole(AriaRole.TAB).nth(1).click();
    assertThat(customer.page().locator(".verdict h2")).hasText("有効");
    inspectAsItIs(customer);
    assertThat(findings).isEmpty();
  }

  @Test
  @DisplayName("from login to 「署名が完了しました」 with the keyboard alone (UI-2, CONTRACT-3)")
  void keyboardAlone() {
    var signer = bank.signer();
    var loan = bank.loan("証書貸付（車両購入資金）", 4_500_000);
    bank.contract(loan, signer);
    var seat = stage.customer(signer);
    var page = seat.page();
    page.navigate("/login");
    assertThat(page.locator("#login")).isFocused();
    page.keyboard().type(signer.email());
    tabTo(page, page.locator("#password"));
    page.keyboard().type(Bank.PASSWORD);
    page.keyboard().press("Enter");
    assertThat(page.locator(".tasks a")).isVisible();
    tabTo(page, page.locator(".tasks a"));
    page.keyboard().press("Enter");
    press(page, seat.button("進む"));
    var documents = page.locator(".to-read .documents li");
    assertThat(documents).hasCount(3);
    for (int i = 0; i < 3; i++) {
      press(page, documents.nth(i).getByRole(AriaRole.BUTTON));
      assertThat(documents.nth(i)).containsText("確認済み");
    }
    for (int i = 0; i < 2; i++) {
      var tick = page.locator(".to-read input[type=checkbox]").nth(i);
      assertThat(tick).isEnabled();
      tabTo(page, tick);
      page.keyboard().press("Space");
      assertThat(tick).isChecked();
    }
    assertThat(page.locator("#why")).hasText("すべての書類を確認しました");
    press(page, seat.button("署名画面へ"));
    seat.looksIntoMailbox(signer.email());
    assertThat(page.locator("#pin")).isFocused();
    page.keyboard().type(Bank.PIN);
    page.keyboard().press("Enter");
    assertThat(page.locator("#code")).isFocused();
    page.keyboard().type(seat.codeFromMail(signer.email()));
    page.keyboard().press("Enter");
    press(page, seat.button("電子署名"));
    seat.seesSigned();
  }

  private static void press(Page page, Locator button) {
    assertThat(button).isVisible();
    tabTo(page, button);
    page.keyboard().press("Enter");
  }

  /** With the Tab key, as often as it takes; more than once around the page is a trap. */
  private static void tabTo(Page page, Locator target) {
    for (int i = 0; i < 60; i++) {
      if (Boolean.TRUE.equals(target.evaluate("node => node === document.activeElement"))) {
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError("not reached with the Tab key: " + target);
  }

  private void visit(Seat seat, String... paths) {
    for (String path : paths) {
      seat.page().navigate(path);
      inspectBoth(seat, "h1");
      speaks(seat.page(), "ja", ColorScheme.LIGHT);
    }
  }

  /** The page as it stands, in both languages, and afterwards as it was. */
  private void inspect(Seat seat, String waitFor) {
    inspectBoth(seat, waitFor);
    speaks(seat.page(), "ja", ColorScheme.LIGHT);
    seat.page().reload();
    arrived(seat.page(), waitFor);
  }

  private void inspectBoth(Seat seat, String waitFor) {
    arrived(seat.page(), waitFor);
    inspectAsItIs(seat);
    speaks(seat.page(), "en", ColorScheme.DARK);
    seat.page().reload();
    arrived(seat.page(), waitFor);
    inspectAsItIs(seat);
  }

  private static void speaks(Page page, String language, ColorScheme scheme) {
    page.evaluate("language => localStorage.setItem('natsuin.lang', language)", language);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
  }

  private void inspectAsItIs(Seat seat) {
    findings.addAll(Axe.findings(seat.page()));
    scrollSideways(seat.page());
  }

  private static void arrived(Page page, String waitFor) {
    assertThat(page.locator(waitFor).first()).isVisible();
    assertThat(page.locator("[aria-busy=true]")).hasCount(0);
  }

  private void scrollSideways(Page page) {
    for (int width : WIDTHS) {
      page.setViewportSize(width, HEIGHT);
      try {
        page.waitForCondition(() -> beyondTheEdge(page) <= 0, SOON);
      } catch (TimeoutError never) {
        findings.add(page.url() + " is " + beyondTheEdge(page) + " px too wide at " + width);
      }
    }
  }

  private static int beyondTheEdge(Page page) {
    return ((Number) page.evaluate(BEYOND_THE_EDGE)).intValue();
  }
}
