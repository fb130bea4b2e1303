package natsuin.web;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Clip;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import natsuin.testkit.Browser;
import natsuin.testkit.Chromium;
import natsuin.testkit.ClientKeys;
import natsuin.testkit.Employers;
import natsuin.testkit.FewColours;
import natsuin.testkit.World;

/**
 * {@code bin/help-pictures}: the help pages' pictures, taken from our own pages by somebody who
 * gets a certificate and logs in (EMP-10).
 */
public final class HelpPictures {
  private static final Path HELP = Path.of("webroot", "help");
  private static final int WIDTH = 960;
  private static final int MARGIN = 24;

  private static final String CONTENT_ENDS =
      """
      Math.max(...[...document.querySelectorAll("main *")].filter((e) => !e.closest(".only-read"))
        .map((e) => e.matches(".card, .button, p") ? e.getBoundingClientRect().bottom : 0))
      """;

  private final World world;
  private final Chromium chromium;
  private final String language;
  private final JsonObject sizes = new JsonObject();

  private HelpPictures(World world, Chromium chromium, String language) {
    this.world = world;
    this.chromium = chromium;
    this.language = language;
  }

  /** Takes them all anew; no arguments. */
  public static void main(String[] arguments) throws IOException {
    var world = new World();
    world.beforeAll(null);
    var all = new JsonObject();
    try (var chromium = new Chromium(world)) {
      for (String language : List.of("ja", "en")) {
        all.put(language, new HelpPictures(world, chromium, language).take());
      }
    } finally {
      world.afterAll(null);
    }
    Files.writeString(HELP.resolve("pictures.json"), all.encodePrettily() + "\n");
    System.exit(0); // the servers' threads would go on
  }

  private JsonObject take() {
    var member = new Employers(world).general();
    issue(member);
    logIn(member);
    return sizes;
  }

  private void issue(Employers.Member member) {
    try (var desk = chromium.desk(WIDTH, ColorScheme.LIGHT);
        Page page = desk.newPage()) {
      desk.addInitScript(speaking());
      open(page, "/employer/");
      picture(page, "entry");
      open(page, "/employer/issue");
      page.locator("#userId").fill(member.userId());
      page.locator(".opens-keyboard").click();
      page.locator("software-keyboard button").first().waitFor();
      picture("keyboard", page.locator("[data-field=password]"));
      page.locator("software-keyboard .act.close").click();
      page.locator("#password").fill(Employers.PASSWORD);
      picture(page, "authentication");
      int mails = world.mailTo(member.email()).size();
      page.locator("#form [type=submit]").click();
      page.locator("#code").waitFor();
      picture(page, "mail-code");
      page.locator("#code").fill(new Browser(world).nextCode(member.email(), mails));
      page.locator("#enter").click();
      page.locator("#issue").waitFor();
      picture(page, "issue");
      page.locator("#issue").click();
      page.locator("#save").waitFor();
      picture(page, "result");
    }
  }

  private void logIn(Employers.Member member) {
    var held = new ClientKeys(world).of(member);
    String origin = world.node().configuration().employers().baseUrl();
    try (var desk = chromium.deskWith(held, origin, WIDTH, ColorScheme.LIGHT);
        Page page = desk.newPage()) {
      desk.addInitScript(speaking());
      open(page, "/employer/login");
      page.locator("#password").waitFor();
      picture(page, "login");
    }
  }

  private String speaking() {
    return "localStorage.setItem('natsuin.lang', '" + language + "')";
  }

  private static void open(Page page, String path) {
    page.navigate(path);
    page.locator("main h1").first().waitFor();
    page.waitForLoadState(LoadState.NETWORKIDLE);
  }

  /** The page down to where its content ends. */
  private void picture(Page page, String name) {
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)");
    var bottom = (Number) page.evaluate(CONTENT_ENDS);
    var clip = new Clip(0, 0, WIDTH, bottom.intValue() + MARGIN);
    write(name, page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setClip(clip)));
  }

  private void picture(String name, Locator part) {
    part.page().evaluate("document.activeElement.blur()");
    write(name, part.screenshot());
  }

  private void write(String name, byte[] png) {
    try {
      BufferedImage image = FewColours.of(ImageIO.read(new ByteArrayInputStream(png)));
      Path file = Files.createDirectories(HELP.resolve(language)).resolve(name + ".png");
      ImageIO.write(image, "png", file.toFile());
      sizes.put(name, new JsonArray().add(image.getWidth()).add(image.getHeight()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
