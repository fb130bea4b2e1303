package natsuin.acceptance;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One Chromium for all tests of this JVM; ends with them. */
final class Chromium implements AutoCloseable {
  /** Longest that a page may take for anything, in milliseconds: generous, for busy machines. */
  static final double PATIENCE_MS = 30_000;

  private static final List<String> QUIET =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--no-first-run");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    var options = new BrowserType.LaunchOptions().setArgs(QUIET);
    var installed = Path.of("/usr/bin/chromium");
    if (Files.exists(installed)) {
      options.setExecutablePath(installed);
    }
    browser = playwright.chromium().launch(options);
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
  }

  static Browser of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(Chromium.class))
        .getOrComputeIfAbsent(Chromium.class, key -> new Chromium(), Chromium.class)
        .browser;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
