package natsuin.testkit;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * What axe-core finds wrong with a page. Asks for violations alone: what passes is most of its
 * answer and all of its slowness.
 */
public final class Axe {
  private static final String PROGRAM = load();

  private static final String QUESTION =
      """
      () => axe.run(document, {
        resultTypes: ["violations"],
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      }).then((found) => found.violations.flatMap((rule) => rule.nodes.map((node) =>
        `${location.pathname}${location.hash} ${rule.id}: ${node.target} ${node.failureSummary}`)))
      """;

  private static final String SETTLED =
      """
      Promise.all(document.getAnimations()
        .filter(each => each.effect.getComputedTiming().iterations !== Infinity)
        .map(each => each.finished.catch(() => {})))
      """;

  private Axe() {}

  /** What is wrong with the page, a line each; its heading and moving colours are awaited. */
  @SuppressWarnings("unchecked") // an array of strings, as written above
  public static List<String> findings(Page page) {
    page.locator("h1").first().waitFor();
    page.evaluate(SETTLED);
    page.evaluate(PROGRAM);
    return (List<String>) page.evaluate(QUESTION);
  }

  private static String load() {
    try (InputStream in = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
