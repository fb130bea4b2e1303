package natsuin.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import natsuin.kernel.StaffRole;
import natsuin.testkit.Axe;
import natsuin.testkit.Browser;
import natsuin.testkit.Chromium;
import natsuin.testkit.People;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A mistyped mail address locks nobody out for good (LOGIN-6)")
class CorrectAddressIT {
  @RegisterExtension static final World WORLD = new World();
  private final Office office = new Office(WORLD);

  @Test
  @DisplayName(
      "LOGIN-6, STAFF-1: the branch corrects the address, the code goes there, the rest is as it"
          + " was")
  void corrected() {
    var branch = office.people().branch();
    var boss = office.representative(branch);
    var browser = office.browser(boss);
    String wrong = "mistyped-" + boss.email();
    String right = "right-" + boss.email();
    browser.put(
        "/api/users/" + boss.id(),
        Office.userForm(browser, boss).put("email", wrong).put("emailAgain", wrong));
    assertThat(new Browser(WORLD).logIn(boss.mypageId(), People.PASSWORD).status())
        .as("a code goes to an address that is nobody's")
        .isEqualTo(202);

    var officer = new Browser(WORLD).loggedIn(office.people().clerk(branch, StaffRole.OFFICER));
    var stranger = new Browser(WORLD).loggedIn(office.people().clerk(StaffRole.APPROVER));
    String path = "/api/staff/users/" + boss.id() + "/email";
    var body = new JsonObject().put("version", 2).put("email", right).put("emailAgain", right);
    assertThat(stranger.put(path, body).status()).as("another branch").isEqualTo(404);
    assertThat(officer.put(path, body.copy().put("version", 1)).code())
        .isEqualTo("changed-meanwhile");
    assertThat(officer.put(path, body).status()).isEqualTo(204);
    assertThat(browser.get("/api/session").status()).as("sessions end").isEqualTo(401);
    await().until(() -> WORLD.mailTo(wrong).size() > 1);
    assertThat(WORLD.mailTo(wrong).getFirst().text())
        .as("the address before is told, without the new one")
        .doesNotContain(right);

    var again = new Browser(WORLD);
    assertThat(again.logIn(boss.mypageId(), People.PASSWORD).status()).isEqualTo(202);
    String code = again.nextCode(right, 0);
    assertThat(again.post("/api/session/code", new JsonObject().put("code", code)).status())
        .isEqualTo(200);
  }

  @Test
  @DisplayName(
      "LOGIN-5, LOGIN-6: who has forgotten the password as well gets a temporary one from the"
          + " branch")
  void stranded() {
    var branch = office.people().branch();
    var boss = office.representative(branch);
    var browser = office.browser(boss);
    var officer = new Browser(WORLD).loggedIn(office.people().clerk(branch, StaffRole.OFFICER));
    String path = "/api/staff/users/" + boss.id() + "/temporary-password";
    assertThat(officer.post(path).code()).isEqualTo("has-logged-in");
    String wrong = "mistyped-" + boss.email();
    browser.put(
        "/api/users/" + boss.id(),
        Office.userForm(browser, boss).put("email", wrong).put("emailAgain", wrong));
    assertThat(officer.post(path).status()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(ints = {390, 1280})
  @DisplayName("LOGIN-6, UI-1: the branch's page, from the customer's card to the end")
  void page(int width) {
    var branch = office.people().branch();
    var boss = office.representative(branch);
    var officer = new Browser(WORLD).loggedIn(office.people().clerk(branch, StaffRole.OFFICER));
    String right = "page-" + boss.email();
    try (var chromium = new Chromium(WORLD);
        var desk = chromium.deskOf(officer, width, ColorScheme.LIGHT)) {
      var page = desk.newPage();
      page.navigate("/staff/organizations/" + boss.organization());
      page.locator("[data-act=correct-email]").click();
      page.locator("input[name=email]").fill(right);
      page.locator("input[name=emailAgain]").fill(right);
      page.getByText("入力内容確認", new Page.GetByTextOptions().setExact(true)).last().click();
      page.locator("#register").click();
      PlaywrightAssertions.assertThat(page.locator("#page")).containsText("訂正しました");
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target/screens/correct-email-" + width + ".png")));
      assertThat(Axe.findings(page)).isEmpty();
      assertThat(chromium.complaints()).isEmpty();
    }
  }
}
