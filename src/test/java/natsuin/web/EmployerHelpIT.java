package natsuin.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import natsuin.testkit.Axe;
import natsuin.testkit.Chromium;
import natsuin.testkit.ClientKeys;
import natsuin.testkit.Employers;
import natsuin.testkit.TlsClient;
import natsuin.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Keyboard on the screen, browser check and help of the employer portal, in Chromium")
class EmployerHelpIT {
  private static final String PASSWORD = "Zx9\"@q~7Ab\\";

  /** A password field as every page of the portal makes one. */
  private static final String FIELD =
      """
      async () => {
        await import("/elements/secret-field.js");
        const { h } = await import("/lib/dom.js");
        const { field } = await import("/lib/forms.js");
        const control = h("secret-field", { "input-id": "password", maxlength: 12 });
        document.querySelector("#page").append(h("form", null, field({ id: "password", label: "x", control })));
      }
      """;

  /**
   * Everything that changes in the page from now on, and every event that carries what was typed.
   */
  private static final String WATCH =
      """
      () => {
        window.seen = [];
        new MutationObserver((all) => all.forEach((m) => seen.push(
          m.target.parentElement?.closest("[role=status]") || m.target.closest?.("[role=status]")
            ? "status " + document.querySelector("software-keyboard [role=status]").textContent
            : m.type + " " + m.attributeName)))
          .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        addEventListener("input", (e) => e.data && seen.push("data " + e.data), true);
      }
      """;

  private static final Locator.FilterOptions SEEN = new Locator.FilterOptions().setVisible(true);

  @RegisterExtension static final World WORLD = new World();

  private static Chromium chromium;

  @BeforeAll
  static void startBrowser() {
    chromium = new Chromium(WORLD);
  }

  @AfterAll
  static void stopBrowser() {
    chromium.close();
  }

  @AfterEach
  void noPageBrokeThePolicyOrFailed() {
    assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  @DisplayName("EMP-3: the same keys in another order at each opening, and gone after closing")
  void shuffled() {
    try (var desk = desk(1280, "ja");
        Page page = withField(desk)) {
      var orders = new ArrayList<List<String>>();
      for (int i = 0; i < 3; i++) {
        opener(page).click();
        orders.add(keys(page).allTextContents());
        opener(page).click();
        assertThat(page.locator("software-keyboard")).hasCount(0);
      }
      assertThat(orders.get(0)).hasSize(26 + 10 + 32);
      assertThat(new TreeSet<>(orders.get(0))).hasSize(68).isEqualTo(new TreeSet<>(orders.get(1)));
      assertThat(orders.get(0).subList(0, 26)).allMatch(key -> key.matches("[a-z]"));
      assertThat(orders.stream().distinct()).hasSize(3);
      assertThat(orders.stream().map(keys -> keys.subList(0, 26)).distinct()).hasSize(3);
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, ja", "390, en"})
  @DisplayName("EMP-3: a whole password with the mouse alone; nothing but its length is told")
  void mouse(int width, String language) {
    try (var desk = desk(width, language);
        Page page = withField(desk)) {
      opener(page).click();
      page.locator("software-keyboard").waitFor();
      String before = page.title();
      page.evaluate(WATCH);
      type(page, PASSWORD.substring(0, 3), this::press);
      assertThat(input(page)).hasValue("Zx9");
      assertThat(input(page)).isFocused();
      assertThat(page.locator("software-keyboard [role=status]"))
          .hasText(language.equals("ja") ? "3文字入力されています" : "3 characters entered");
      type(page, PASSWORD.substring(3), this::press);
      assertThat(input(page)).hasValue(PASSWORD);
      assertThat(page.title()).isEqualTo(before);
      assertThat(leaks(page)).isEmpty();
      assertThat(page.locator("software-keyboard button").filter(SEEN).first())
          .hasAttribute("tabindex", "0");
      assertThat(smallestTarget(page)).isGreaterThanOrEqualTo(44.0);
      assertThat(input(page).boundingBox().y + input(page).boundingBox().height)
          .as("the keyboard lies below the field")
          .isLessThanOrEqualTo(page.locator("software-keyboard").boundingBox().y);
      assertThat(Axe.findings(page)).isEmpty();
    }
  }

  @Test
  @DisplayName(
      "EMP-3: typing goes where the caret is, replaces what is selected, and stops when full")
  void caret() {
    try (var desk = desk(1280, "ja");
        Page page = withField(desk)) {
      input(page).fill("acde");
      opener(page).click();
      select(page, 1, 1);
      type(page, "b", this::press);
      assertThat(input(page)).hasValue("abcde");
      act(page, "delete").click();
      assertThat(input(page)).hasValue("acde");
      select(page, 0, 3);
      type(page, "x", this::press);
      assertThat(input(page)).hasValue("xe");
      act(page, "clear").click();
      assertThat(input(page)).hasValue("");
      act(page, "delete").click();
      type(page, "abcdefghijklmn", this::press);
      assertThat(input(page)).hasValue("abcdefghijkl");
      assertThat(page.locator("software-keyboard [role=status]")).containsText("これ以上");
      page.keyboard().press("Escape");
      assertThat(page.locator("software-keyboard")).hasCount(0);
      assertThat(input(page)).isFocused();
    }
  }

  @Test
  @DisplayName("EMP-3: a whole password without a mouse: one stop for Tab, arrows, Enter, Esc")
  void keyboardAlone() {
    try (var desk = desk(1280, "en");
        Page page = withField(desk)) {
      input(page).focus();
      page.keyboard().press("Tab");
      page.keyboard().press("Tab");
      assertThat(opener(page)).isFocused();
      page.keyboard().press("Enter");
      page.waitForFunction("() => document.activeElement.closest('software-keyboard')");
      assertThat(page.locator("software-keyboard button[tabindex='0']")).hasCount(1);
      type(page, PASSWORD, this::walkTo);
      assertThat(input(page)).hasValue(PASSWORD);
      page.keyboard().press("Home");
      String first = focused(page);
      page.keyboard().press("ArrowDown");
      assertThat(focused(page)).isNotEqualTo(first);
      page.keyboard().press("ArrowUp");
      assertThat(focused(page)).isEqualTo(first);
      page.keyboard().press("Tab");
      assertThat(page.locator("software-keyboard :focus")).hasCount(0);
      page.keyboard().press("Shift+Tab");
      page.keyboard().press("Escape");
      assertThat(page.locator("software-keyboard")).hasCount(0);
      assertThat(input(page)).isFocused();
    }
  }

  @ParameterizedTest
  @CsvSource({"ja, 大文字 Q, アットマーク", "en, capital Q, at sign"})
  @DisplayName("EMP-3: a screen reader hears symbols and capitals in words")
  void words(String language, String capital, String at) {
    try (var desk = desk(1280, language);
        Page page = withField(desk)) {
      opener(page).click();
      act(page, "capital").click();
      assertThat(page.locator("software-keyboard button", text("Q")))
          .hasAttribute("aria-label", capital);
      assertThat(page.locator("software-keyboard button", text("@")))
          .hasAttribute("aria-label", at);
      var names = page.locator("software-keyboard > .symbols button").all().stream();
      assertThat(names.map(key -> key.getAttribute("aria-label")))
          .hasSize(32)
          .doesNotHaveDuplicates()
          .allMatch(name -> name.codePoints().filter(Character::isLetter).count() > 1);
      assertThat(page.locator("software-keyboard[role=group][aria-label]")).hasCount(1);
      assertThat(page.locator("software-keyboard > [role=group][aria-label]")).hasCount(4);
    }
  }

  @Test
  @DisplayName("EMP-3: MyPage's password field is what it was")
  void notInMyPage() {
    try (var desk = desk(1280, "ja");
        Page page = desk.newPage()) {
      page.navigate("/login");
      assertThat(page.locator("secret-field input")).hasCount(1);
      assertThat(page.locator(".opens-keyboard")).hasCount(0);
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, ja", "390, en"})
  @DisplayName("EMP-10: the check tries each thing; the download is confirmed by the reader")
  void check(int width, String language) {
    try (var desk = desk(width, language);
        Page page = desk.newPage()) {
      page.navigate("/employer/check");
      for (String fine :
          List.of("javascript", "cookies", "tls", "time", "crypto", "socket", "storage")) {
        assertThat(result(page, fine)).hasClass(Pattern.compile(".*\\bok\\b.*"));
      }
      assertThat(result(page, "certificate")).hasClass(Pattern.compile(".*\\bhint\\b.*"));
      assertThat(result(page, "certificate").locator("a"))
          .hasAttribute("href", "/employer/help/browser-settings#choice");
      Download file =
          page.waitForDownload(() -> result(page, "download").locator("button").first().click());
      assertThat(file.suggestedFilename()).isEqualTo("natsuin-check.txt");
      result(page, "download").locator("button").nth(1).click();
      assertThat(result(page, "download")).hasClass(Pattern.compile(".*\\bok\\b.*"));
      assertThat(page.locator("#summary")).containsText("HeadlessChrome");
      assertThat(Axe.findings(page)).isEmpty();
    }
  }

  @Test
  @DisplayName(
      "EMP-10: a clock that is ten minutes fast, blocked sockets and lost cookies are named")
  void checkFindsFaults() {
    try (var desk = desk(1280, "ja");
        Page page = desk.newPage()) {
      page.addInitScript(
          "window.WebSocket = class { constructor() { setTimeout(() => this.onerror()); } close()"
              + " {} }");
      page.route(
          "**/employer/check/probe", route -> route.fulfill(answer(WORLD.clock().instant())));
      page.clock().setFixedTime(WORLD.clock().instant().plusSeconds(600).toEpochMilli());
      page.navigate("/employer/check");
      assertThat(result(page, "time")).containsText(Pattern.compile("(59\\d|60\\d)秒進んでいます"));
      assertThat(result(page, "cookies")).containsText("送り返されていません");
      assertThat(result(page, "socket")).hasClass(Pattern.compile(".*\\bhint\\b.*"));
      assertThat(page.locator("#verdict")).containsText("使えない項目");
    }
  }

  @Test
  @DisplayName(
      "EMP-10: every help page opens, in both languages, narrow and wide, and prints as text")
  void help() {
    for (String language : List.of("ja", "en")) {
      try (var desk = desk(language.equals("ja") ? 390 : 1280, language);
          Page page = desk.newPage()) {
        page.navigate("/employer/help");
        var pages = page.locator(".helping nav a");
        pages.first().waitFor();
        for (Object path : pages.all().stream().map(a -> a.getAttribute("href")).toList()) {
          page.navigate(path.toString());
          page.locator("h1").waitFor();
          assertThat((int) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
              .isLessThanOrEqualTo(0);
        }
        page.navigate("/employer/help");
        assertThat(page.locator(".picture img")).hasCount(7);
        page.waitForFunction(
            "() => [...document.querySelectorAll('.picture img')].every(i => i.naturalWidth > 0)");
        page.navigate("/employer/help/import-windows");
        assertThat(Axe.findings(page)).isEmpty();
        page.navigate("/employer/help/browser-settings#remove");
        assertThat(page.locator("#remove h2")).isFocused();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator("app-header")).isHidden();
        assertThat(page.locator(".helping nav")).isHidden();
        assertThat(page.locator("#remove h2")).isVisible();
        page.navigate("/employer/help/no-such-page");
        page.waitForURL("**/employer/help");
      }
    }
  }

  @Test
  @DisplayName("EMP-10: the check tells a good certificate, and the same one after its revocation")
  void checkSeesTheCertificate() {
    var keys = new ClientKeys(WORLD);
    var member = new Employers(WORLD).general();
    var held = keys.of(member);
    String origin = TlsClient.url(WORLD.node(), "").toString();
    try (var desk = chromium.deskWith(held, origin, 1280, ColorScheme.LIGHT);
        Page page = desk.newPage()) {
      page.navigate("/employer/check");
      assertThat(result(page, "certificate")).containsText("有効な電子証明書");
      assertThat(page.locator("#summary")).not().containsText(member.userId());
      assertThat(page.locator("#summary")).not().containsText(held.serial());
      keys.revoke(member, held);
      page.locator("#again").click();
      assertThat(result(page, "certificate")).containsText("失効しています");
    }
  }

  private interface Typing {
    void key(Page page, String key);
  }

  /** Types as a person does: looks for the key, and where it is not there, for the switch. */
  private void type(Page page, String text, Typing typing) {
    boolean capital = false;
    boolean symbols = false;
    boolean narrow = act(page, "symbols").isVisible();
    for (String character : text.split("")) {
      boolean symbol = !character.matches("[A-Za-z0-9]");
      if (narrow && symbol != symbols) {
        symbols = symbol;
        act(page, "symbols").click();
      }
      if (character.matches("[A-Za-z]") && capital != character.matches("[A-Z]")) {
        capital = !capital;
        typing.key(page, act(page, "capital").textContent());
      }
      typing.key(page, character);
    }
  }

  private void press(Page page, String key) {
    page.locator("software-keyboard button", text(key)).click();
  }

  private void walkTo(Page page, String key) {
    for (int steps = 0; !focused(page).equals(key); steps++) {
      assertThat(steps).as("key " + key).isLessThan(80);
      page.keyboard().press("ArrowRight");
    }
    page.keyboard().press("Enter");
  }

  private static String focused(Page page) {
    return (String) page.evaluate("document.activeElement.textContent");
  }

  private static Page.LocatorOptions text(String key) {
    return new Page.LocatorOptions()
        .setHasText(Pattern.compile("^" + key.replaceAll("\\W", "\\\\$0") + "$"));
  }

  @SuppressWarnings("unchecked") // an array of strings
  private static List<String> leaks(Page page) {
    var seen = (List<String>) page.evaluate("seen");
    assertThat(seen).isNotEmpty();
    return seen.stream()
        .filter(
            each ->
                !each.matches(
                    "status \\D*\\d+\\D*|childList null|attributes"
                        + " (aria-label|aria-pressed|page|tabindex)|characterData null"))
        .toList();
  }

  private static double smallestTarget(Page page) {
    return page.locator("software-keyboard button").all().stream()
        .filter(Locator::isVisible)
        .map(Locator::boundingBox)
        .mapToDouble(box -> Math.min(box.width, box.height))
        .min()
        .orElseThrow();
  }

  private static com.microsoft.playwright.Route.FulfillOptions answer(Instant now) {
    return new com.microsoft.playwright.Route.FulfillOptions()
        .setContentType("application/json")
        .setBody("{\"cookie\":false,\"time\":\"" + now + "\"}");
  }

  private static void select(Page page, int from, int to) {
    input(page)
        .evaluate("(field, [from, to]) => field.setSelectionRange(from, to)", List.of(from, to));
  }

  private static Locator input(Page page) {
    return page.locator("#password");
  }

  private static Locator opener(Page page) {
    return page.locator(".opens-keyboard");
  }

  private static Locator keys(Page page) {
    page.locator("software-keyboard button").first().waitFor();
    return page.locator("software-keyboard button:not(.act)");
  }

  private static Locator act(Page page, String name) {
    return page.locator("software-keyboard .act." + name);
  }

  private static Locator result(Page page, String name) {
    return page.locator(".check[data-key=" + name + "]");
  }

  private static Page withField(BrowserContext desk) {
    Page page = desk.newPage();
    page.navigate("/employer/check");
    page.locator("h1").waitFor();
    page.evaluate(FIELD);
    return page;
  }

  private static BrowserContext desk(int width, String language) {
    var desk = chromium.desk(width, width < 900 ? ColorScheme.DARK : ColorScheme.LIGHT);
    desk.addInitScript("try { localStorage.setItem('natsuin.lang', '" + language + "') } catch {}");
    return desk;
  }
}
