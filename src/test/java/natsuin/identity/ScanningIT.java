package natsuin.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import natsuin.scanner.LyingClamd;
import natsuin.testkit.Axe;
import natsuin.testkit.Chromium;
import natsuin.testkit.World;
import natsuin.uploads.Samples;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A clamd that takes its time. */
class ScanningIT {
  private static final LyingClamd SLOW = LyingClamd.that(LyingClamd.Lie.SILENCE);

  @RegisterExtension
  static final World WORLD =
      new World().with("scanner.addresses", SLOW.address()).with("scanner.answer-within", "4 s");

  @AfterAll
  static void close() {
    SLOW.close();
  }

  @Test
  @DisplayName("DOC-4: acting on a file under scan gets 「ウイルススキャン中です。…」; then it waits")
  void underScan() {
    var visitor = new Counter(WORLD).visitor(new natsuin.testkit.People(WORLD).branch());
    visitor.agree();
    visitor.upload("identity", "passport", 1, "旅券.png", Samples.picture("png"));
    var file = visitor.becomes("identity", "scanning");
    var deletion = visitor.browser.delete(Counter.REQUEST + "/files/" + file.getString("id"));
    assertThat(deletion.code()).isEqualTo("scan-running");
    assertThat(deletion.json().getString("title")).startsWith("ウイルススキャン中です。");
    assertThat(visitor.upload("identity", "passport", 1, "別.png", Samples.picture("png")).code())
        .isEqualTo("scan-running");
    assertThat(visitor.submit().code()).isEqualTo("scan-running");
    visitor.becomes("identity", "waiting");
    assertThat(visitor.submit().code()).isIn("scan-waiting", "scan-running");
    try (var chromium = new Chromium(WORLD);
        var desk = chromium.deskOf(visitor.browser, 390, ColorScheme.DARK)) {
      var page = desk.newPage();
      page.navigate("/account/identity");
      page.waitForSelector("li[data-key=identity-1] .chip.busy");
      IdentityScreensIT.shot(page, 390, "7-waiting");
      assertThat(page.locator("#why").textContent()).contains("ウイルススキャン");
      assertThat(Axe.findings(page)).isEmpty();
    }
  }
}
