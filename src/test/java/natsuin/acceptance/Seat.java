package natsuin.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import natsuin.testkit.World;
import org.awaitility.Awaitility;

/** A browser with somebody before it. */
abstract class Seat {
  private static final Pattern CODE = Pattern.compile("(?m)^(\\d{6})\\r?$");

  /** What an expected refusal leaves on the console: an answer of 4xx from the API. */
  private static final Pattern REFUSAL =
      Pattern.compile("Failed to load resource: the server responded with a status of 4\\d\\d.*");

  private final World world;
  private final BrowserContext context;
  private final List<String> complaints = new ArrayList<>();
  private Page page;
  private int mails;

  /** Where a browser stands. */
  record Place(World world, BrowserContext context) {}

  Seat(Place place) {
    world = place.world();
    context = place.context();
    context.onConsoleMessage(this::heard);
    context.onWebError(error -> complaints.add(error.error()));
    page = context.newPage();
  }

  /** The page before one's eyes. */
  Page page() {
    return page;
  }

  /** The browser with all its windows. */
  BrowserContext context() {
    return context;
  }

  /** Looks at another window of the same browser from now on; the one left is returned. */
  Page turnsTo(Page other) {
    var before = page;
    page = other;
    other.bringToFront();
    return before;
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator heading(String name) {
    return page.getByRole(
        AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator labelled(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  /** Whether these words stand on the page, now or in a moment. */
  void sees(String words) {
    assertThat(page.locator("body")).containsText(words);
  }

  /** Marks the page, so that a reload would be seen. */
  void marksPage() {
    page.evaluate("window.neverReloaded = true");
  }

  /** The page is still the one that was marked. */
  void seesThatNothingWasReloaded() {
    if (!Boolean.TRUE.equals(page.evaluate("window.neverReloaded === true"))) {
      throw new AssertionError("the page was loaded again");
    }
  }

  /** Remembers how many mails there are: the next code is in one that comes after. */
  void looksIntoMailbox(String address) {
    mails = world.mailTo(address).size();
  }

  /** The code in the newest of the mails that came since and have one. */
  String codeFromMail(String address) {
    return Awaitility.await().until(() -> newestCode(address), Optional::isPresent).orElseThrow();
  }

  private Optional<String> newestCode(String address) {
    var all = world.mailTo(address);
    return all.subList(0, all.size() - mails).stream()
        .map(mail -> CODE.matcher(mail.text()))
        .filter(Matcher::find)
        .map(code -> code.group(1))
        .findFirst();
  }

  /** The text of the newest mail to this address whose subject holds these words; waits for it. */
  String mailAbout(String address, String subject) {
    Awaitility.await()
        .until(
            () ->
                world.mailTo(address).stream().anyMatch(mail -> mail.subject().contains(subject)));
    return world.mailTo(address).stream()
        .filter(mail -> mail.subject().contains(subject))
        .findFirst()
        .orElseThrow()
        .text();
  }

  /** Takes a picture, {@code target/pictures/NAME.png}. */
  void picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "pictures", name + ".png")));
  }

  /** What the console has said that it must not say. */
  List<String> complaints() {
    return complaints;
  }

  /** What was made to fail on purpose is no complaint. */
  void forgives(String words) {
    complaints.removeIf(complaint -> complaint.contains(words));
  }

  void leave() {
    context.close();
  }

  private void heard(ConsoleMessage message) {
    boolean refusal =
        message.location().contains("/api/") && REFUSAL.matcher(message.text()).matches();
    if ((message.type().equals("error") || message.type().equals("warning")) && !refusal) {
      complaints.add(message.type() + " " + message.text() + " at " + message.location());
    }
  }
}
