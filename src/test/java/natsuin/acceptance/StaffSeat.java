package natsuin.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.util.List;
import java.util.regex.Pattern;

/** Somebody of the branch before a browser. */
final class StaffSeat extends Seat {
  private final Bank.Clerk who;

  StaffSeat(Place place, Bank.Clerk who) {
    super(place);
    this.who = who;
  }

  /** With password and the code from the mail (STAFF-1). */
  StaffSeat logsIn() {
    page().navigate("/staff/login");
    return entersCredentials();
  }

  /** On the login page before one's eyes. */
  StaffSeat entersCredentials() {
    looksIntoMailbox(who.email());
    labelled("職員ID").fill(who.login());
    labelled("パスワード").fill(Bank.PASSWORD);
    button("ログイン").click();
    labelled("認証コード").fill(codeFromMail(who.email()));
    button("認証").click();
    page().waitForURL(Pattern.compile(".*/staff(/(?!login).*)?$").asPredicate());
    return this;
  }

  /** The branch's day. */
  StaffSeat watchesDashboard() {
    page().navigate("/staff");
    assertThat(page().locator("h1")).containsText(who.branch());
    assertThat(page().locator("live-state")).containsText("ライブ");
    marksPage();
    return this;
  }

  /** The dashboard's lane of this name. */
  Locator lane(String name) {
    return page()
        .locator("section.lane")
        .filter(
            new Locator.FilterOptions()
                .setHas(page().locator("h2", new Page.LocatorOptions().setHasText(name))));
  }

  /** The customer's line stands in that lane and says these words. */
  void seesInLane(String lane, String customer, String... words) {
    var line =
        lane(lane)
            .getByRole(AriaRole.LISTITEM)
            .filter(new Locator.FilterOptions().setHas(page().locator(".who").getByText(customer)));
    for (String each : words) {
      assertThat(line.first()).containsText(each);
    }
  }

  /** A number of today, by its name. */
  void seesToday(String name, int number) {
    assertThat(
            page()
                .locator(".totals > div")
                .filter(new Locator.FilterOptions().setHas(page().locator("dt").getByText(name)))
                .locator("dd"))
        .hasText(String.valueOf(number));
  }

  /** Fills the form in and sends it; the contract's id. */
  String createsContract(Bank.Loan loan, List<FilePayload> papers, Bank.Signer... signers) {
    page().navigate("/staff/contracts/new");
    fillsContent(loan);
    button("次へ").click();
    addsPapers(papers);
    button("次へ").click();
    for (Bank.Signer signer : signers) {
      adds(signer);
    }
    button("次へ").click();
    sees(loan.summary());
    button("署名を依頼する").click();
    page().waitForURL(Pattern.compile(".*/staff/contracts/[0-9a-f-]{36}.*").asPredicate());
    sees("署名を依頼しました");
    return page().url().replaceFirst(".*/contracts/([0-9a-f-]{36}).*", "$1");
  }

  void fillsContent(Bank.Loan loan) {
    page().locator("#summary").fill(loan.summary());
    page().locator("#amount").fill(String.valueOf(loan.amount()));
    page().locator("#plannedOn").fill(loan.plannedOn());
  }

  void addsPapers(List<FilePayload> papers) {
    assertThat(heading("書類")).isVisible();
    page().locator("#choose").setInputFiles(papers.toArray(FilePayload[]::new));
    assertThat(page().locator(".files .chip.ok")).hasCount(papers.size());
    assertThat(page().locator(".files li .head b"))
        .hasText(papers.stream().map(paper -> paper.name).toArray(String[]::new));
  }

  private void adds(Bank.Signer signer) {
    page().locator("#find").fill(signer.familyName());
    page()
        .locator(".found")
        .getByRole(AriaRole.BUTTON)
        .filter(new Locator.FilterOptions().setHasText(signer.name()))
        .click();
    assertThat(page().locator(".chosen")).containsText(signer.name());
  }

  StaffSeat opens(String contract) {
    page().navigate("/staff/contracts/" + contract);
    return this;
  }

  /** 締結, with the question answered. */
  void concludes() {
    button("締結").click();
    button("締結する").click();
  }

  /** Asks everybody whose turn it is once more. */
  void reminds() {
    button("催促する").click();
    sees("メールとお知らせを送りました");
  }

  /** To this day, yyyy-MM-dd. */
  void movesDeadline(String day) {
    button("署名期限を変える").click();
    page().locator("#signBy").fill(day);
    confirmsDialog("変更する");
    sees("署名期限を変更しました");
  }

  /** 取下げ, for this reason. */
  void withdraws(String reason) {
    button("取り下げる").click();
    page().locator("#reason").fill(reason);
    confirmsDialog("取り下げる");
    sees("契約を取り下げました");
  }

  /** 完済, today. */
  void marksRepaid() {
    button("完済にする").click();
    confirmsDialog("完済を記録");
    sees("完済を記録しました");
  }

  /** 取消合意 with this paper, signed by those who signed the contract; the agreement's id. */
  String cancels(FilePayload paper) {
    page()
        .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("取消合意を作成").setExact(true))
        .click();
    assertThat(heading("取消合意を作成")).isVisible();
    button("次へ").click();
    addsPapers(List.of(paper));
    button("次へ").click();
    assertThat(page().locator(".chosen > li")).not().hasCount(0);
    picture("staff-cancel-signers");
    button("次へ").click();
    button("署名を依頼する").click();
    page().waitForURL(Pattern.compile(".*/staff/contracts/[0-9a-f-]{36}\\?sent").asPredicate());
    return page().url().replaceFirst(".*/contracts/([0-9a-f-]{36}).*", "$1");
  }

  /** The lines of the contract's history, the newest first, begin so. */
  void seesHistory(String... words) {
    assertThat(page().locator(".history b")).containsText(words);
  }

  /** APP-6: from the queue, with everything before one's eyes. */
  void approvesApplication(String organization) {
    page().navigate("/staff/applications");
    page().getByText(organization).first().click();
    page().locator("#borrower-no").check();
    page().locator("#approve").click();
    confirmsDialog("承認");
    sees("承認しました");
  }

  /** DOC-5: looks at every page and approves. */
  void approvesIdentity(String name) {
    page().navigate("/staff/identity");
    page().getByText(name).first().click();
    assertThat(page().locator(".papers img").first()).isVisible();
    page().locator("#approve").click();
    confirmsDialog("承認");
    sees("承認しました");
  }

  private void confirmsDialog(String word) {
    page()
        .locator("dialog[open]")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(word).setExact(true))
        .click();
  }
}
