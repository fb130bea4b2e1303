package natsuin.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import natsuin.kernel.BankTime;
import natsuin.pdf.HtmlToPdf;
import natsuin.testkit.Axe;
import natsuin.testkit.World;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The branch's day with its contracts, from the form to the end of each. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StaffDayIT {
  @RegisterExtension static final World WORLD = new World().with("schedule.look-every", "200 ms");

  @RegisterExtension final Stage stage = new Stage(WORLD);

  private static Bank bank;

  @BeforeAll
  static void open() {
    bank = new Bank(WORLD);
  }

  @Test
  @Order(Integer.MAX_VALUE) // ten years pass
  @DisplayName(
      "Create, watch, remind, move the deadline, conclude, mark repaid; ten years later it is"
          + " erased (CONTRACT-5 to CONTRACT-7)")
  void fromTheFormToTheErasing() {
    var signer = bank.signer();
    var loan = bank.loan("証書貸付（運転資金）", 12_000_000);
    var officer = stage.staff(bank.officer()).logsIn();
    String contract = officer.createsContract(loan, Papers.of(loan, signer), signer);
    officer.marksPage();

    officer.reminds();
    officer.mailAbout(signer.email(), "契約への署名のお願い");
    officer.button("催促する").click();
    officer.sees("同じ方への催促は1時間に1回までです");
    officer.movesDeadline(loan.plannedOn());
    officer.mailAbout(signer.email(), "署名期限変更のお知らせ");
    officer.sees("催促 1回");
    officer.seesHistory("署名期限を変更（なし →", "催促（高瀬　健一）", "契約を作成し、署名を依頼");
    officer.picture("staff-contract-signing");

    var customer = stage.customer(signer).logsIn().opensTask(loan);
    customer.goesAsFarAsTheButton().signs().seesSigned();
    officer.sees("全員の署名がそろいました");
    officer.mailAbout(bank.officer().email(), "署名完了のお知らせ");
    officer.sees("承認者が締結します");

    stage.staff(bank.approver()).logsIn().opens(contract).concludes();
    officer.sees("契約締結済");
    officer.seesThatNothingWasReloaded();
    officer.picture("staff-contract-in-force");

    officer.marksRepaid();
    officer.sees("完済");
    officer.seesHistory("完済（");
    officer.mailAbout(signer.email(), "完済のお知らせ");
    officer.picture("staff-contract-repaid");

    var ended = BankTime.today(WORLD.clock());
    goesTo(ended.plusYears(10));
    var later = stage.staff(bank.officer()).logsIn();
    later.opens(contract).sees("完済");
    goesTo(ended.plusYears(10).plusDays(2));
    Awaitility.await().until(() -> !exists(contract));
    stage.staff(bank.officer()).logsIn().opens(contract).sees("すでになくなったか");
    var years = stage.customer(signer).logsIn();
    years.page().navigate("/contracts/ended");
    years.sees("終了した契約");
    assertThat(years.page().getByText(loan.summary())).hasCount(0);
  }

  @Test
  @DisplayName(
      "A contract in force is cancelled by an agreement that is signed and concluded too"
          + " (CONTRACT-6)")
  void cancellation() {
    var signer = bank.signer("株式会社はまかぜ工業", "浜風", "昇", "Hamakaze");
    String contract = bank.contract(bank.loan("証書貸付（長期）", 7_000_000), signer);
    isInForce(contract);
    var officer = stage.staff(bank.officer()).logsIn();
    officer.opens(contract);
    String agreement = officer.cancels(agreement());
    officer.sees("次の契約を取り消すための合意です");
    officer.picture("staff-agreement");
    var customer = stage.customer(signer).logsIn();
    customer.opens(agreement).goesAsFarAsTheButton().signs().seesSigned();
    officer.sees("全員の署名がそろいました");
    stage.staff(bank.approver()).logsIn().opens(agreement).concludes();
    officer.sees("取消合意済");
    officer.opens(contract).sees("次の取消合意により終了しました");
    officer.seesHistory("取消合意により終了", "取消合意 ");
    officer.mailAbout(signer.email(), "取消合意成立のお知らせ");
    customer.page().navigate("/contracts/" + contract);
    customer.sees("取消合意済");
  }

  @Test
  @DisplayName("A withdrawal and a refusal, seen by everybody concerned (CONTRACT-4, CONTRACT-6)")
  void endings() {
    var signer = bank.signer("有限会社ゆうなぎ商店", "浜口", "直子", "Yunagi Store");
    var officer = stage.staff(bank.officer()).logsIn();
    var mistaken = bank.loan("手形貸付", 3_000_000);
    String withdrawn = bank.contract(mistaken, signer);
    var customer = stage.customer(signer).logsIn().opensTask(mistaken);
    officer.opens(withdrawn).withdraws("金額に誤りがあったため");
    officer.sees("金額に誤りがあったため");
    customer.sees("取り下げ");
    officer.mailAbout(signer.email(), "契約取下げのお知らせ");
    assertThat(officer.button("催促する")).hasCount(0);

    var unwanted = bank.loan("当座貸越", 8_000_000);
    String refused = bank.contract(unwanted, signer);
    officer.opens(refused);
    officer.sees("署名手続");
    customer.page().navigate("/contracts/" + refused + "/sign");
    customer.page().locator("#bar .button").first().click();
    customer.page().locator("#comment").fill("金利の条件が合いません");
    customer.page().locator("#refuse-dialog [value=yes]").click();
    customer.page().locator("#sure-dialog .seal").click();
    officer.sees("金利の条件が合いません");
    officer.sees("不成立");
    officer.mailAbout(bank.officer().email(), "契約否認のお知らせ");
    officer.seesHistory("否認", "契約を作成し、署名を依頼");
  }

  @Test
  @DisplayName(
      "By keyboard alone, on a phone: the deadline is moved, a dialog is left by Escape (UI-1)")
  void byKeyboard() {
    var signer = bank.signer("合同会社あさぎり", "霧島", "遥", "Asagiri");
    String contract = bank.contract(bank.loan("証書貸付", 1_000_000), signer);
    var officer = stage.staff(bank.officer(), kind -> kind.setViewportSize(390, 844)).logsIn();
    officer.opens(contract);
    assertThat(officer.page().locator("#acts")).isVisible();
    officer.picture("staff-contract-phone");
    var keys = officer.page().keyboard();
    officer.button("取り下げる").focus();
    keys.press("Enter");
    assertThat(officer.page().locator("#reason")).isVisible();
    org.assertj.core.api.Assertions.assertThat(Axe.findings(officer.page())).isEmpty();
    keys.press("Escape");
    assertThat(officer.button("取り下げる")).isFocused();
    officer.button("署名期限を変える").focus();
    keys.press("Enter");
    officer.page().locator("#signBy").fill(BankTime.today(WORLD.clock()).plusDays(4).toString());
    officer.picture("deadline-dialog-phone");
    org.assertj.core.api.Assertions.assertThat(Axe.findings(officer.page())).isEmpty();
    officer.page().locator("#deadline-dialog [value=yes]").focus();
    keys.press("Enter");
    officer.sees("署名期限を変更しました");
  }

  @Test
  @DisplayName(
      "A representative signs for the company and guarantees personally: two seats, chosen one"
          + " after the other (CONTRACT-5)")
  void twoSeats() {
    var signer = bank.signer("株式会社しおかぜ水産", "潮田", "渚", "Shiokaze");
    WORLD
        .database()
        .client()
        .preparedQuery("update app_user set personal_signature = true where id = $1")
        .execute(Tuple.of(signer.id()))
        .await();
    var loan = bank.loan("貸出契約（借保証契約含む）", 9_000_000);
    var officer = stage.staff(bank.officer()).logsIn();
    officer.createsContract(loan, Papers.of(loan, signer), signer, signer);
    assertThat(officer.page().locator(".watch > li .who"))
        .containsText(new String[] {"債務者", "保証人（個人）"});
    var customer = stage.customer(signer).logsIn();
    customer.page().navigate("/home");
    customer.sees("保証人");
    customer.picture("home-two-seats");
  }

  private static void goesTo(LocalDate day) {
    var now = WORLD.clock().instant();
    WORLD.clock().advance(Duration.between(now, BankTime.startOf(day)));
  }

  private static boolean exists(String contract) {
    return WORLD
            .database()
            .client()
            .preparedQuery("select 1 from contract where id = $1")
            .execute(Tuple.of(UUID.fromString(contract)))
            .await()
            .size()
        > 0;
  }

  /** As if signed and concluded. */
  private static void isInForce(String contract) {
    var now = WORLD.clock().instant().atOffset(ZoneOffset.UTC);
    WORLD
        .database()
        .client()
        .preparedQuery("update contract set state = 'in-force', concluded_at = $2 where id = $1")
        .execute(Tuple.of(UUID.fromString(contract), now))
        .await();
  }

  private static FilePayload agreement() {
    return new FilePayload(
        "取消合意書.pdf",
        "application/pdf",
        HtmlToPdf.render(
            "<html lang=\"ja\"><head><title>取消合意書</title></head><body><p>取消合意書</p></body></html>"));
  }
}
