package natsuin.ceremony;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.regex.Pattern;
import natsuin.testkit.Axe;
import natsuin.testkit.Chromium;
import natsuin.testkit.World;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A server behind is away (OPS-3, UI-1): what a customer sees in a browser")
class ServersAwayScreensIT {
  @RegisterExtension static final World WORLD = new World();
  private static final int PHONE = 390;

  @Test
  @DisplayName(
      "Fault: PostgreSQL goes while the code is typed. The page says so and keeps the code; other"
          + " pages say so; when it is back all of them go on, without a press")
  void goesOnByItself() throws IOException {
    setDefaultAssertionTimeout(30_000);
    var hall = new Hall(WORLD);
    var signer = hall.signer();
    String contract = hall.contract(false, signer);
    hall.reads(signer, contract);
    try (var chromium = new Chromium(WORLD);
        var desk = chromium.deskOf(signer.browser(), PHONE, ColorScheme.LIGHT)) {
      var page = desk.newPage();
      page.navigate("/contracts/" + contract + "/sign");
      page.locator("#bar .button").last().click();
      page.locator("#bar .button").last().click();
      int mails = WORLD.mailTo(signer.person().email()).size();
      page.locator("#pin").fill(Hall.PIN);
      page.locator("#pin").press("Enter");
      assertThat(page.locator("#code")).isFocused();
      String code = signer.browser().nextCode(signer.person().email(), mails);

      WORLD.servers().postgres().close();
      Page home;
      Page again;
      try {
        page.locator("#code").fill(code);
        page.locator("#code").press("Enter");
        assertThat(page.locator("app-header .away")).containsText("サービスにつながりません");
        assertThat(page.locator("#code")).hasValue(code);
        assertThat(Axe.findings(page)).isEmpty();
        home = waits(desk, "/home");
        again = waits(desk, "/contracts/" + contract + "/sign#read");
      } finally {
        WORLD.servers().postgres().restart();
      }
      Awaitility.await().until(() -> WORLD.get("/health/ready").statusCode() == 200);
      assertThat(page.locator("#sign")).isVisible();
      assertThat(page.locator("app-header .away")).isHidden();
      assertThat(home.locator("#page")).containsText("署名してください");
      assertThat(again.locator(".documents li.read")).hasCount(2);
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  /** A page that is opened meanwhile. */
  private static Page waits(BrowserContext desk, String path) {
    var page = desk.newPage();
    page.navigate(path);
    assertThat(page.locator(".away, #page .message, #main > .message")).not().hasCount(0);
    assertThat(page.locator("body")).containsText(Pattern.compile("サービスにつながりません"));
    return page;
  }
}
