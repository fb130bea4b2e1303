package natsuin.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A customer before a browser. */
final class CustomerSeat extends Seat {
  private final Bank.Signer who;

  CustomerSeat(Place place, Bank.Signer who) {
    super(place);
    this.who = who;
  }

  Bank.Signer who() {
    return who;
  }

  CustomerSeat logsIn() {
    page().navigate("/login");
    return entersCredentials();
  }

  /** On the login page before one's eyes; what comes then is where one was going. */
  CustomerSeat entersCredentials() {
    labelled("メールアドレス（またはMyPageID）").fill(who.email());
    labelled("パスワード").fill(Bank.PASSWORD);
    button("ログイン").click();
    page().waitForURL(Pattern.compile(".*/(?!login)[^/]*$").asPredicate());
    return this;
  }

  /** From the tasks on HOME. */
  CustomerSeat opensTask(Bank.Loan loan) {
    page()
        .locator(".tasks")
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(loan.summary()))
        .click();
    assertThat(heading(loan.summary())).isVisible();
    return this;
  }

  /**
   * From HOME by the menu to the list of this name, and in it the row of this contract in this
   * standing.
   */
  Locator row(String list, Bank.Loan loan, String standing) {
    page().navigate("/home");
    page().locator("app-nav").getByText(list).first().click();
    assertThat(heading(list)).isVisible();
    return page()
        .locator("tbody tr")
        .filter(new Locator.FilterOptions().setHasText(loan.summary()))
        .filter(new Locator.FilterOptions().setHasText(standing));
  }

  /** The ceremony of this contract, by its address. */
  CustomerSeat opens(String contract) {
    page().navigate("/contracts/" + contract + "/sign");
    return this;
  }

  CustomerSeat goesToDocuments() {
    button("進む").click();
    assertThat(page().locator("pdf-viewer")).isVisible();
    return this;
  }

  /** Opens every document of the list and waits until it counts as read. */
  CustomerSeat reads() {
    var documents = page().locator(".to-read .documents li");
    assertThat(documents).not().hasCount(0);
    for (int i = 0; i < documents.count(); i++) {
      var document = documents.nth(i);
      document.getByRole(AriaRole.BUTTON).click();
      assertThat(document).containsText("確認済み");
      String name = page().locator("pdf-viewer .tools .name").innerText();
      assertThat(document).containsText(name);
      seesPaper();
    }
    return this;
  }

  /** From the list beside the paper. */
  void choosesDocument(String title) {
    page()
        .locator(".documents")
        .getByRole(AriaRole.BUTTON)
        .filter(new Locator.FilterOptions().setHasText(title))
        .click();
    assertThat(page().locator("pdf-viewer .tools .name")).hasText(title);
  }

  /** The first page is drawn, as picture and as text. */
  void seesPaper() {
    assertThat(page().locator("pdf-viewer canvas").first()).isVisible();
    assertThat(page().locator("pdf-viewer .textLayer").first()).not().isEmpty();
  }

  CustomerSeat ticks() {
    var ticks = page().locator(".to-read input[type=checkbox]");
    for (int i = 0; i < ticks.count(); i++) {
      ticks.nth(i).check();
    }
    assertThat(page().locator("#why")).hasText("すべての書類を確認しました");
    return this;
  }

  CustomerSeat goesToPin() {
    button("署名画面へ").click();
    assertThat(heading("署名用PINの入力")).isVisible();
    return this;
  }

  CustomerSeat entersPin(String pin) {
    looksIntoMailbox(who.email());
    labelled("署名用PIN").fill(pin);
    button("送信").click();
    return this;
  }

  CustomerSeat entersPin() {
    entersPin(Bank.PIN);
    assertThat(heading("認証コードの入力")).isVisible();
    return this;
  }

  CustomerSeat entersCode() {
    entersCode(codeFromMail(who.email()));
    assertThat(heading("電子署名")).isVisible();
    return this;
  }

  CustomerSeat entersCode(String code) {
    labelled("認証コード").fill(code);
    button("認証").click();
    return this;
  }

  /** 「電子署名」, the one act that binds. */
  CustomerSeat signs() {
    button("電子署名").click();
    return this;
  }

  CustomerSeat seesSigned() {
    assertThat(heading("署名が完了しました")).isVisible();
    return this;
  }

  /** From the overview to the button. */
  CustomerSeat goesAsFarAsTheButton() {
    return goesToDocuments().reads().ticks().goesToPin().entersPin().entersCode();
  }

  /** Saves what a link offers. */
  Path saves(Locator link) {
    Download download = page().waitForDownload(link::click);
    var file = Path.of("target", "downloads", who.login() + "-" + download.suggestedFilename());
    download.saveAs(file);
    return file;
  }

  /** Another window of this browser. */
  Page opensWindow() {
    return context().newPage();
  }
}
