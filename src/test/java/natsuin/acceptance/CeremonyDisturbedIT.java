package natsuin.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import natsuin.testkit.World;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What goes wrong at desks: the page is always right about where one stands; nobody signs twice.
 */
class CeremonyDisturbedIT {
  /** What two contract documents need of one signer. */
  private static final int SIGNATURES = 2;

  /** As a proxy does that knows no sockets. */
  private static final String BLOCKED_SOCKETS =
      """
      window.WebSocket = class extends WebSocket {
        constructor(url) { super(url.replace("/api/live?", "/login?")); }
      };
      """;

  @RegisterExtension static final World WORLD = new World();
  @RegisterExtension final Stage stage = new Stage(WORLD);

  private static Bank bank;

  @BeforeAll
  static void open() {
    bank = new Bank(WORLD);
  }

  @Test
  @DisplayName("reload and 'back' at each step lead to where one stands (CONTRACT-2, CONTRACT-3)")
  void reloadAndBack() {
    var signer = bank.signer();
    String contract = bank.contract(bank.loan("再読込", 1_000_000), signer);
    var seat = stage.customer(signer).logsIn().opens(contract);
    var page = seat.page();
    assertThat(seat.heading("再読込")).isVisible();
    page.reload();
    seat.goesToDocuments();
    page.goBack();
    assertThat(seat.heading("再読込")).isVisible();
    page.goForward();
    seat.reads();
    page.reload();
    assertThat(page.locator(".to-read .documents li.read")).hasCount(3);
    seat.ticks();
    page.reload();
    assertThat(page.locator(".to-read input:checked")).hasCount(2);
    seat.goesToPin();
    page.goBack();
    assertThat(page.locator("pdf-viewer")).isVisible();
    page.goForward();
    assertThat(seat.heading("署名用PINの入力")).isVisible();
    page.reload();
    seat.entersPin();
    page.reload();
    assertThat(seat.heading("認証コードの入力")).isVisible();
    page.goBack();
    assertThat(seat.heading("署名用PINの入力")).isVisible();
    page.goForward();
    assertThat(seat.heading("認証コードの入力")).isVisible();
    seat.entersCode();
    page.reload();
    assertThat(seat.heading("電子署名")).isVisible();
    page.goBack();
    assertThat(seat.heading("認証コードの入力")).isVisible();
    page.goForward();
    seat.signs().seesSigned();
    page.reload();
    seat.seesSigned();
    page.goBack();
    seat.seesSigned();
    assertThat(signatures(contract)).isEqualTo(SIGNATURES);
  }

  @Test
  @DisplayName("two tabs and the same button again and again: signed once, and both say so")
  void twoTabsAndTheSameButtonTwice() {
    var signer = bank.signer();
    String contract = bank.contract(bank.loan("二つの画面", 1_000_000), signer);
    var seat = stage.customer(signer).logsIn().opens(contract);
    seat.goesToDocuments().reads().ticks().goesToPin();
    Page first = seat.turnsTo(seat.opensWindow());
    seat.opens(contract).entersPin().entersCode();
    Page second = seat.turnsTo(first);
    assertThat(seat.heading("電子署名")).isVisible();
    String thrice = "document.querySelector('#sign')?.click();".repeat(3);
    first.evaluate("() => {" + thrice + "}");
    second.evaluate("() => {" + thrice + "}");
    seat.seesSigned();
    seat.turnsTo(second);
    seat.seesSigned();
    assertThat(signatures(contract)).isEqualTo(SIGNATURES);
  }

  @Test
  @DisplayName("a wrong PIN and a wrong code are said, with the tries left; the right ones go on")
  void wrongPinAndCode() {
    var signer = bank.signer();
    String contract = bank.contract(bank.loan("打ち間違い", 1_000_000), signer);
    var seat = stage.customer(signer).logsIn().opens(contract);
    seat.goesToDocuments().reads().ticks().goesToPin();
    seat.entersPin("Other9Pin99");
    seat.sees("あと4回");
    assertThat(seat.labelled("署名用PIN")).hasValue("");
    seat.entersPin();
    String code = seat.codeFromMail(signer.email());
    seat.entersCode(code.equals("000000") ? "000001" : "000000");
    seat.sees("あと4回");
    seat.entersCode(code);
    assertThat(seat.heading("電子署名")).isVisible();
  }

  @Test
  @DisplayName(
      "a session that ended in the middle: after login the same page, nothing lost (SEC-2)")
  void sessionEndsInTheMiddle() {
    var signer = bank.signer();
    String contract = bank.contract(bank.loan("離席", 1_000_000), signer);
    var seat = stage.customer(signer).logsIn().opens(contract);
    seat.goesToDocuments().reads();
    WORLD.clock().advance(Duration.ofMinutes(16));
    seat.page().evaluate("() => document.querySelector('.tick input').click()");
    seat.page().waitForURL(Pattern.compile(".*/login\\?.*"));
    seat.sees("ログインすると元の画面に戻ります");
    seat.entersCredentials();
    assertThat(seat.page()).hasURL(Pattern.compile("/contracts/" + contract + "/sign"));
    assertThat(seat.page().locator(".to-read .documents li.read")).hasCount(3);
    seat.ticks().goesToPin();
  }

  @Test
  @DisplayName("over a slow line the ceremony takes longer, and is the same (UI-2)")
  void slowNetwork() {
    var signer = bank.signer();
    String contract = bank.contract(bank.loan("遠い回線", 1_000_000), signer);
    var seat = stage.customer(signer).logsIn();
    var line = new JsonObject();
    line.addProperty("offline", false);
    line.addProperty("latency", 250);
    line.addProperty("downloadThroughput", 400_000);
    line.addProperty("uploadThroughput", 50_000);
    seat.context().newCDPSession(seat.page()).send("Network.emulateNetworkConditions", line);
    seat.opens(contract).goesAsFarAsTheButton().signs().seesSigned();
    assertThat(signatures(contract)).isEqualTo(SIGNATURES);
  }

  @Test
  @DisplayName("a refused upload says why, at the file; all that was typed stays (CONTRACT-9)")
  void uploadRefused() {
    var loan = bank.loan("差し替え", 2_000_000);
    var seat = stage.staff(bank.officer()).logsIn();
    seat.page().navigate("/staff/contracts/new");
    seat.fillsContent(loan);
    seat.button("次へ").click();
    var paper = Papers.of(loan, bank.signer()).get(1);
    seat.addsPapers(List.of(paper));
    byte[] half = Arrays.copyOf(paper.buffer, paper.buffer.length / 2);
    var refused = seat.page().locator(".files li.refused");
    choose(seat, "途中まで.pdf", half);
    choose(seat, "空.pdf", new byte[0]);
    choose(seat, "写真.pdf", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    assertThat(refused).hasCount(3);
    assertThat(refused.nth(0)).containsText(Pattern.compile("途中まで.*途中で切れています"));
    assertThat(refused.nth(1)).containsText(Pattern.compile("空.*空です"));
    assertThat(refused.nth(2)).containsText(Pattern.compile("写真.*PDFファイルではありません"));
    seat.page().reload();
    assertThat(seat.page().locator(".files .chip.ok")).hasCount(1);
    seat.page().goBack();
    assertThat(seat.page().locator("#summary")).hasValue("差し替え");
    assertThat(seat.page().locator("#amount")).hasValue("2,000,000");
  }

  @Test
  @DisplayName("where sockets are blocked the dashboard asks every few seconds (LIVE-2)")
  void socketsBlocked() {
    var seat = stage.staff(bank.approver());
    seat.context().addInitScript(BLOCKED_SOCKETS);
    seat.logsIn();
    seat.page().navigate("/staff");
    assertThat(seat.page().locator("live-state")).containsText("数秒ごとに更新");
    seat.marksPage();
    bank.contract(bank.loan("回線なし", 3_000_000), bank.signer());
    assertThat(seat.lane("待ち")).containsText("回線なし");
    seat.seesThatNothingWasReloaded();
    seat.forgives("WebSocket");
  }

  private static void choose(StaffSeat seat, String name, byte[] content) {
    seat.page().locator("#choose").setInputFiles(new FilePayload(name, "application/pdf", content));
  }

  private static long signatures(String contract) {
    return WORLD
        .database()
        .client()
        .preparedQuery(
            """
            select count(*) from signature g join document d on d.id = g.document_id
             where d.contract_id = $1
            """)
        .execute(Tuple.of(UUID.fromString(contract)))
        .await()
        .iterator()
        .next()
        .getLong(0);
  }
}
