package natsuin.testkit;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ClientCertificate;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real browser. Collects what a page complains about, the content security policy's refusals
 * among it. To be used by one thread.
 */
public final class Chromium implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/chromium");
  // Not by HTTP/2: where TLS fails on such a line, Playwright's driver may abort (its issue 41105).
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-background-networking",
          "--disable-sync",
          "--disable-http2");

  private final String base;
  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;
  private final List<String> complaints = new ArrayList<>();

  /** Starts it before a world's first node. */
  public Chromium(World world) {
    this(world.url("/").toString());
  }

  /** Starts it before whatever is at that address. */
  public Chromium(String base) {
    this.base = base;
    playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(
                    Map.of(
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1",
                        "NODE_OPTIONS",
                        "--require=\"" + guard() + "\"")));
    browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(PROGRAM).setArgs(ARGUMENTS));
  }

  private static Path guard() {
    try {
      return Path.of(Chromium.class.getResource("/playwright/lines-may-break.cjs").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A fresh desk of somebody who is not logged in. */
  public BrowserContext desk(int width, ColorScheme scheme) {
    return desk(width, scheme, base, List.of());
  }

  /** A desk before the TLS port at that address, in whose browser a certificate was imported. */
  public BrowserContext deskWith(
      ClientKeys.Held held, String origin, int width, ColorScheme scheme) {
    return desk(width, scheme, origin + "/", List.of(held.in(origin)));
  }

  private BrowserContext desk(
      int width, ColorScheme scheme, String from, List<ClientCertificate> certificates) {
    var context =
        browser.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(from)
                .setClientCertificates(certificates)
                .setViewportSize(width, 900)
                .setColorScheme(scheme)
                .setIgnoreHTTPSErrors(true) // employers' pages come by TLS, under a root of our own
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("ja-JP"));
    return listening(context);
  }

  private BrowserContext listening(BrowserContext context) {
    context.setDefaultTimeout(20_000);
    context.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !message.text().startsWith("Failed to load")) {
            complaints.add(message.page().url() + ": " + message.text());
          }
        });
    context.onWebError(error -> complaints.add(error.page().url() + ": " + error.error()));
    return context;
  }

  /** A fresh desk before the employer portal, whose browser has imported these files. */
  public BrowserContext employerDesk(World world, int width, ColorScheme scheme, byte[]... files) {
    String origin = "https://localhost:" + world.node().configuration().http().httpsPort();
    var options =
        new com.microsoft.playwright.Browser.NewContextOptions()
            .setBaseURL(origin)
            .setIgnoreHTTPSErrors(true)
            .setAcceptDownloads(true)
            .setViewportSize(width, 900)
            .setColorScheme(scheme)
            .setReducedMotion(ReducedMotion.REDUCE)
            .setLocale("ja-JP");
    if (files.length > 0) {
      options.setClientCertificates(
          Stream.of(files)
              .map(
                  file ->
                      new ClientCertificate(origin).setPfx(file).setPassphrase(Employers.PASSWORD))
              .toList());
    }
    return listening(browser.newContext(options));
  }

  /** A desk with the session of that browser. */
  public BrowserContext deskOf(Browser loggedIn, int width, ColorScheme scheme) {
    var context = desk(width, scheme);
    for (String name : List.of("natsuin_mypage", "natsuin_staff")) {
      if (!loggedIn.cookie(name).isEmpty()) {
        context.addCookies(List.of(new Cookie(name, loggedIn.cookie(name)).setUrl(base)));
      }
    }
    return context;
  }

  /** What pages have complained about since the start. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
