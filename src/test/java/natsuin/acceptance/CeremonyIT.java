package natsuin.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import natsuin.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The main job: what the customer does, and what the branch sees of it at the same time. */
class CeremonyIT {
  private static final HeldTsa TSA = new HeldTsa();

  @RegisterExtension
  static final World WORLD =
      new World()
          .with("signing.timestamp-authorities", TSA.url())
          .with("signing.timestamp-timeout", "60 s");

  @RegisterExtension final Stage stage = new Stage(WORLD);

  private static Bank bank;

  @BeforeAll
  static void open() {
    TSA.answersFor(WORLD);
    bank = new Bank(WORLD);
  }

  @AfterAll
  static void close() {
    TSA.close();
  }

  @Test
  @DisplayName(
      "a loan from the branch's form to a signed, concluded, downloaded contract, watched live"
          + " (CONTRACT-1, 2, 3, 5, 6, 8, LIVE-1, STAFF-3, SIG-3)")
  void mainJob() throws IOException, InterruptedException {
    var takase = bank.signer();
    String company = takase.organization();
    var loan = bank.loan("証書貸付（設備資金）", 30_000_000);

    var officer = stage.staff(bank.officer()).logsIn();
    var branch = stage.staff(bank.approver()).logsIn().watchesDashboard();
    branch.seesToday("依頼", 0);
    String contract = officer.createsContract(loan, Papers.of(loan, takase), takase);
    branch.seesInLane("待ち", company, "証書貸付（設備資金）", "30,000,000円", "書類を確認中");
    branch.seesToday("依頼", 1);

    var customer = stage.customer(takase).logsIn().opensTask(loan).goesToDocuments();
    assertThat(customer.button("署名画面へ")).hasAttribute("aria-disabled", "true");
    customer.reads();
    assertThat(customer.page().locator("#why")).hasText("チェックを入れると進めます");
    customer.ticks();
    customer.choosesDocument("金銭消費貸借契約書");
    customer.seesPaper();
    customer.picture("reading");
    branch.seesInLane("署名中", company, "PIN入力待ち");

    customer.goesToPin().entersPin();
    branch.seesInLane("署名中", company, "PIN入力済");
    customer.entersCode();
    branch.seesInLane("署名中", company, "認証済");

    TSA.hold();
    customer.signs();
    assertThat(customer.heading("署名しています")).isVisible();
    assertThat(customer.page().locator(".stages")).containsText("時刻を刻印しています");
    branch.seesInLane("署名中", company, "時刻を刻印中 1/2");
    branch.picture("dashboard");
    customer.picture("signing");
    TSA.release();
    customer.seesSigned();
    branch.seesInLane("締結待ち", company, "署名済");
    branch.seesToday("署名済", 1);
    customer.picture("signed");
    customer.page().navigate("/home");
    assertThat(customer.heading("お願いしたいこと（0件）")).isVisible();
    customer.marksPage();

    branch.seesThatNothingWasReloaded();
    var approver = branch.page();
    branch.turnsTo(branch.context().newPage());
    branch.opens(contract).concludes();
    branch.turnsTo(approver);
    branch.seesInLane("終わったもの", company, "契約締結済");
    branch.seesToday("締結", 1);
    branch.seesThatNothingWasReloaded();

    assertThat(customer.page().locator(".notices")).containsText("契約の締結を行いました");
    customer.seesThatNothingWasReloaded();
    customer.picture("home");
    customer.page().locator(".notices a").first().click();
    assertThat(customer.heading("証書貸付（設備資金）")).isVisible();
    customer.sees("契約締結済");
    customer.choosesDocument("金銭消費貸借契約書");
    customer.seesPaper();
    var link = new Locator.GetByRoleOptions().setName("保存");
    Path file = customer.saves(customer.page().locator(".acts").getByRole(AriaRole.LINK, link));
    // The signer's and the bank's; poppler lists document timestamps too, and does not verify them.
    assertThat(pdfsig(file).lines().filter(line -> line.contains("Signature is Valid"))).hasSize(2);
    assertThat(pdfsig(file)).doesNotContainIgnoringCase("invalid");

    customer.page().getByRole(AriaRole.TAB).nth(1).click();
    assertThat(customer.page().locator(".verdict h2")).hasText("有効");
    customer.picture("report");
  }

  private static String pdfsig(Path file) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(List.of("pdfsig", "-nocert", file.toString()))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
