package natsuin.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import natsuin.boot.embedded.EmbeddedClamd;
import natsuin.kernel.StaffRole;
import natsuin.testkit.Axe;
import natsuin.testkit.Chromium;
import natsuin.testkit.World;
import natsuin.uploads.Samples;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The customer's way, with the keyboard alone, on a phone and a laptop. */
class IdentityScreensIT {
  @RegisterExtension static final World WORLD = new World();
  private static Counter counter;
  private static Chromium chromium;

  @BeforeAll
  static void open() {
    counter = new Counter(WORLD);
    chromium = new Chromium(WORLD);
  }

  @AfterAll
  static void close() {
    chromium.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {390, 1280})
  @DisplayName("DOC-1, DOC-2, DOC-3, DOC-4, UI-1: consent, documents, sent, by keyboard alone")
  void customersWay(int width) {
    var visitor = counter.visitor(counter.people.branch());
    try (var desk = chromium.deskOf(visitor.browser, width, ColorScheme.LIGHT)) {
      var page = desk.newPage();
      page.navigate("/account/identity");
      page.waitForSelector("#open-consent");
      shot(page, width, "1-consent");
      assertThat(page.locator("#agree").getAttribute("aria-disabled")).isEqualTo("true");
      press(page, "#open-consent", "Enter");
      page.waitForSelector("#understood:not([disabled])");
      shot(page, width, "2-opened");
      press(page, "#understood", "Space");
      page.waitForSelector("#agree[aria-disabled=false]");
      press(page, "#agree", "Enter");

      page.waitForSelector("#kind-identity");
      shot(page, width, "3-documents");
      page.locator("#kind-identity").focus();
      page.locator("#kind-identity").selectOption("driving-licence");
      page.locator("#kind-employment").selectOption("business-card");
      upload(page, "identity-1", "免許証おもて.jpg", Samples.picture("jpg"), width);
      upload(page, "identity-2", "免許証うら.png", Samples.picture("png"), width);
      page.reload();
      page.waitForSelector("#kind-employment");
      upload(page, "employment-1", "名刺.pdf", Samples.of("pdf"), width);
      page.waitForSelector("#send[aria-disabled=false]");
      shot(page, width, "5-ready");
      assertThat(Axe.findings(page)).isEmpty();
      press(page, "#send", "Enter");
      page.waitForSelector(".sent-files");
      shot(page, width, "6-sent");
      assertThat(Axe.findings(page)).isEmpty();
      assertThat(visitor.view().getString("state")).isEqualTo("under-review");
      assertThat(overflow(page)).as("nothing sticks out").isEqualTo(0);
    }
    assertThat(chromium.complaints()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {390, 1280})
  @DisplayName("STAFF-2, DOC-5, UI-1: queue, pages, sent back, approved, by keyboard alone")
  void staffsWay(int width) {
    var branch = counter.people.branch();
    var visitor = counter.visitor(branch);
    visitor.sendsAll(Samples.picture("png"), Samples.picture("jpg"));
    var approver = counter.staff(branch, StaffRole.APPROVER);
    try (var desk = chromium.deskOf(approver, width, ColorScheme.LIGHT)) {
      var page = desk.newPage();
      page.navigate("/staff/identity");
      page.waitForSelector("a.cover");
      shot(page, width, "s1-queue");
      assertThat(Axe.findings(page)).isEmpty();
      press(page, "a.cover", "Enter");
      page.waitForSelector("#approve");
      until(
          page,
          "[...document.querySelectorAll('.paper-frame img')].every(i => i.naturalWidth > 0)");
      shot(page, width, "s2-check");
      assertThat(Axe.findings(page)).isEmpty();
      assertThat(overflow(page)).as("nothing sticks out").isEqualTo(0);
      press(page, "#send-back", "Enter");
      page.waitForSelector(".summary");
      page.locator("#reason").focus();
      page.keyboard().insertText("裏面の写真がぼやけています。");
      page.reload();
      until(page, "document.querySelector('#reason')?.value.length > 5");
      press(page, "#send-back", "Enter");
      page.waitForSelector("#told .message.ok");
      shot(page, width, "s3-sent-back");
      assertThat(visitor.view().getString("returnReason")).contains("ぼやけて");

      assertThat(visitor.submit().status()).isEqualTo(200);
      page.waitForSelector("#approve");
      press(page, "#approve", "Enter");
      page.waitForSelector("dialog[open]");
      press(page, "dialog button[value=yes]", "Enter");
      page.waitForSelector("#told .message.ok");
      shot(page, width, "s4-approved");
      assertThat(visitor.view().getString("state")).isEqualTo("pin-due");
      assertThat(
              WORLD.mailTo(visitor.customer.email()).stream()
                  .map(natsuin.boot.embedded.Mail::subject))
          .anyMatch(subject -> subject.contains("初期PIN登録のお願い"))
          .anyMatch(subject -> subject.contains("再提出"));
    }
    assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  @DisplayName("DOC-4, UI-2: clamd away, the page says so; back, the file goes on without a reload")
  void clamdAwayAndBack() throws IOException {
    var visitor = counter.visitor(counter.people.branch());
    visitor.agree();
    EmbeddedClamd clamd = WORLD.servers().clamd().orElseThrow();
    try (var desk = chromium.deskOf(visitor.browser, 390, ColorScheme.DARK)) {
      var page = desk.newPage();
      page.navigate("/account/identity");
      page.locator("#kind-identity").selectOption("passport");
      clamd.stop();
      dropOnto(page, "identity-1", "旅券.png");
      page.waitForSelector("#identity-1-upload[aria-disabled=false]");
      press(page, "#identity-1-upload", "Enter");
      page.getByText("スキャナーが応答していません").waitFor();
      page.waitForSelector("li[data-key=identity-1] .chip.busy");
      shot(page, 390, "8-clamd-away");
      assertThat(Axe.findings(page)).isEmpty();
      clamd.restart();
      page.waitForSelector("li[data-key=identity-1] .chip.ok");
      assertThat(page.getByText("スキャナーが応答していません").count()).isZero();
    } finally {
      clamd.stop();
      clamd.restart();
    }
    assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  @DisplayName(
      "DOC-3, DOC-4: refused and infected files say why at their place; another may follow")
  void refusedAtTheirPlace() {
    var visitor = counter.visitor(counter.people.branch());
    visitor.agree();
    visitor.upload("identity", "driving-licence", 1, "免許証.docx", Samples.withEicar());
    visitor.upload("identity", "driving-licence", 2, "免許証.docx", Samples.withMacros());
    visitor.becomes("identity", "infected");
    try (var desk = chromium.deskOf(visitor.browser, 1280, ColorScheme.LIGHT)) {
      var page = desk.newPage();
      page.navigate("/account/identity");
      page.getByText("マクロが含まれているため").waitFor();
      page.getByText("ウイルス（Eicar").waitFor();
      shot(page, 1280, "9-refused");
      assertThat(Axe.findings(page)).isEmpty();
      FileChooser chooser =
          page.waitForFileChooser(() -> press(page, "#identity-1-choose", "Enter"));
      chooser.setFiles(new FilePayload("a.exe", "application/octet-stream", new byte[1]));
      page.getByText("このファイルはアップロードできません").waitFor();
      upload(page, "identity-1", "表.jpg", Samples.picture("jpg"), 1280);
      press(page, "#identity-2-delete", "Enter");
      page.waitForSelector("li[data-key=identity-2]:not(:has(.chip))");
    }
    assertThat(chromium.complaints()).isEmpty();
  }

  private static void dropOnto(Page page, String place, String name) {
    page.evaluate(
        """
        async ([place, name, base64]) => {
          const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
          const files = new DataTransfer();
          files.items.add(new File([bytes], name));
          const event = new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true });
          document.querySelector(`li[data-key=${place}]`).dispatchEvent(event);
        }
        """,
        List.of(place, name, Base64.getEncoder().encodeToString(Samples.picture("png"))));
  }

  private static void upload(Page page, String place, String name, byte[] content, int width) {
    FileChooser chooser =
        page.waitForFileChooser(() -> press(page, "#" + place + "-choose", "Enter"));
    chooser.setFiles(new FilePayload(name, "application/octet-stream", content));
    page.waitForSelector("#" + place + "-upload[aria-disabled=false]");
    if (place.endsWith("1")) {
      shot(page, width, "4-chosen-" + place);
    }
    Awaitility.await()
        .until(() -> page.evaluate("document.activeElement.id"), (place + "-upload")::equals);
    page.keyboard().press("Enter");
    try {
      page.waitForSelector(
          "li[data-key=" + place + "] .chip.ok",
          new Page.WaitForSelectorOptions().setTimeout(8000));
    } catch (RuntimeException e) {
      shot(page, width, "x-failed-" + place);
      throw e;
    }
  }

  private static void until(Page page, String truth) {
    Awaitility.await().until(() -> Boolean.TRUE.equals(page.evaluate(truth)));
  }

  private static void press(Page page, String selector, String key) {
    page.locator(selector).focus();
    page.keyboard().press(key);
  }

  private static Object overflow(Page page) {
    return page.evaluate("document.documentElement.scrollWidth - innerWidth > 0 ? 1 : 0");
  }

  static void shot(Page page, int width, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target/shots/identity", width + "-" + name + ".png"))
            .setFullPage(true));
  }
}
