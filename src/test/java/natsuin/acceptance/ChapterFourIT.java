package natsuin.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import natsuin.testkit.World;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The customers' guide on contracts, lived through by everybody who signs. */
class ChapterFourIT {
  @RegisterExtension static final World WORLD = new World();
  @RegisterExtension final Stage stage = new Stage(WORLD);

  private static Bank bank;

  @BeforeAll
  static void open() {
    bank = new Bank(WORLD);
  }

  @Test
  @DisplayName(
      "4.1, 4.2: a debtor who guarantees personally, a guarantor and who puts up security, of three"
          + " organizations, in two groups: to sign, signed, concluded, in force (CONTRACT-1, 2, 3,"
          + " 5, 8)")
  void everyStanding() {
    var president = bank.signer("株式会社あさひ工機", "朝日", "昇", "Asahi Koki");
    var guarantor = bank.signer("みどり信用保証株式会社", "緑川", "保", "Midori Guarantee");
    var owner = bank.signer("有限会社つきみ土地", "月見", "里", "Tsukimi Land");
    bank.mayGuarantee(president);
    var loan = bank.loan("貸出契約（保証契約含む）", 20_000_000);
    String contract =
        bank.contract(
            loan,
            List.of(
                new Bank.Party(president, "borrower", "organization", 1),
                new Bank.Party(president, "guarantor", "personal", 2),
                new Bank.Party(guarantor, "guarantor", "organization", 2),
                new Bank.Party(owner, "collateral-provider", "organization", 2)));

    var early = stage.customer(owner).logsIn().opens(contract);
    early.sees("ほかの方の署名のあとに");

    var debtor = stage.customer(president).logsIn();
    var row = debtor.row("署名が必要な契約", loan, "債務者");
    assertThat(row).containsText("未署名");
    assertThat(row).containsText("20,000,000円");
    row.getByRole(AriaRole.LINK).click();
    debtor.sees("署名2件のうち1件目：債務者として");
    readsAndSigns(debtor);
    assertThat(debtor.page().locator("#main .message"))
        .containsText("債務者としての署名が完了しました。続けて、保証人（個人）としてご署名ください。");
    debtor.picture("second-seat");
    debtor.page().setViewportSize(390, 844);
    debtor.picture("second-seat-phone");
    debtor.page().setViewportSize(1440, 900);
    debtor.sees("署名2件のうち2件目：保証人（個人）として");
    debtor.button("進む").click();
    assertThat(debtor.page().locator(".to-read .documents li.read")).hasCount(3);
    assertThat(debtor.page().locator(".to-read input:checked")).hasCount(0);
    debtor.ticks().goesToPin().entersPin().entersCode();
    debtor.sees("保証人（個人）");
    debtor.signs().seesSigned();
    debtor.sees("ほかの方の署名がそろうと");
    debtor.button("完了");
    debtor.page().getByText("完了", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(debtor.row("署名が必要な契約", loan, "債務者")).containsText("署名済");

    assertThat(early.heading(loan.summary())).isVisible();
    assertThat(early.button("進む")).isVisible();
    readsAndSigns(early);
    early.seesSigned();
    var second = stage.customer(guarantor).logsIn();
    second.opensTask(loan);
    readsAndSigns(second);
    second.seesSigned();
    second.sees("全員の署名がそろいました");

    bank.concludes(contract, "in-force");
    debtor.page().navigate("/home");
    debtor.page().locator(".notices a").first().click();
    assertThat(debtor.heading(loan.summary())).isVisible();
    var inForce = debtor.row("現在有効な契約", loan, "債務者");
    assertThat(inForce).containsText("契約締結済");
    assertThat(inForce).containsText("署名済");
    inForce.getByRole(AriaRole.LINK).click();
    seesDocumentsAndReport(debtor);
    debtor.picture("in-force");

    bank.act(contract, "/repayment", new JsonObject().put("repaidOn", bank.today()));
    assertThat(debtor.page().locator(".contract-head")).containsText("完済");
    debtor.sees("まで保管し、その後は自動的に消去します");
    assertThat(debtor.row("終了した契約", loan, "債務者")).containsText("完済");
  }

  @Test
  @DisplayName(
      "4.3: a cancellation agreement is signed like a contract; then both are in the list of ended"
          + " ones as 取消合意済 and lead to each other (CONTRACT-6)")
  void cancellation() {
    var debtor = bank.signer("株式会社こもれび食品", "木漏", "葉", "Komorebi Foods");
    var loan = bank.loan("貸出契約のみ", 100_000_000);
    String contract = bank.contract(loan, debtor);
    var who = stage.customer(debtor).logsIn().opens(contract);
    readsAndSigns(who);
    who.seesSigned();
    bank.concludes(contract, "in-force");

    var paper = Papers.of(loan, debtor).get(1);
    var documents = new JsonArray().add(bank.uploads(paper, "contract", "取消合意書"));
    var agreement =
        bank.act(contract, "/cancellation", new JsonObject().put("documents", documents));
    who.page().navigate("/contracts/" + contract);
    who.page()
        .getByRole(
            AriaRole.LINK, new Page.GetByRoleOptions().setName(agreement.getString("number")))
        .click();
    who.page().getByText("ご署名をお待ちしています").waitFor();
    who.opens(agreement.getString("id")).goesToDocuments();
    who.reads().page().locator(".tick input").check();
    who.goesToPin().entersPin().entersCode().signs().seesSigned();
    bank.concludes(agreement.getString("id"), "ended");

    assertThat(who.row("終了した契約", loan, "取消合意済")).hasCount(2);
    who.page().navigate("/contracts/" + contract);
    assertThat(who.page().locator(".contract-head")).containsText("取消合意済");
    who.sees(agreement.getString("number"));
    who.picture("cancelled");
  }

  /** 4.1.2, from 「進む」 to 「電子署名」. */
  private static void readsAndSigns(CustomerSeat who) {
    who.goesToDocuments();
    var ticks = who.page().locator(".to-read label.tick");
    assertThat(ticks).hasText(new String[] {"内容について確認し、理解しました", "すべての契約書等について確認し、理解しました"});
    who.reads().ticks().goesToPin().entersPin().entersCode().signs();
  }

  /** 4.2.1 and 4.3.1: every document, saved and printed, and what the report is. */
  private static void seesDocumentsAndReport(CustomerSeat who) {
    who.choosesDocument("保証約定書");
    who.seesPaper();
    var acts = who.page().locator(".paper .acts");
    var save = new Locator.GetByRoleOptions().setName("保存");
    assertThat(who.saves(acts.getByRole(AriaRole.LINK, save))).isNotEmptyFile();
    assertThat(acts.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("印刷")))
        .isVisible();
    who.page().getByRole(AriaRole.TAB).nth(1).click();
    assertThat(who.page().locator(".verdict h2")).hasText("有効");
  }

  @Test
  @DisplayName(
      "4.1.2: 「否認」 asks for the comment, then 「OK」; the contract fails for everyone, and who has it"
          + " open sees so (CONTRACT-4)")
  void refusal() {
    var debtor = bank.signer("株式会社うしお物産", "潮", "渚", "Ushio Bussan");
    var guarantor = bank.signer("なぎさ商事株式会社", "渚", "満", "Nagisa Shoji");
    var loan = bank.loan("貸出契約のみ", 100_000_000);
    String contract = bank.contract(loan, debtor, guarantor);
    var other = stage.customer(debtor).logsIn().opens(contract).goesToDocuments();
    var who = stage.customer(guarantor).logsIn().opens(contract).goesToDocuments();
    who.button("否認…").click();
    who.page().locator("#comment").fill("保証の範囲が、伺っていた内容と違います。");
    who.button("否認").click();
    who.picture("refusal");
    who.button("OK").click();
    who.sees("否認を受け付けました");
    who.sees("不成立");
    other.sees("この契約は否認されたため、成立しませんでした。");
    assertThat(who.row("終了した契約", loan, "保証人")).containsText("不成立");
  }
}
