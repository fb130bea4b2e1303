package natsuin.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@DisplayName("Pages' scripts (UI-3)")
class PageScriptsTest {
  private static final Pattern WAITS =
      Pattern.compile("(?m)^(?:try \\{|(?!\\s|//|import)[^\\n]*\\bawait\\b)");
  private static final Pattern ARROW =
      Pattern.compile("(?m)^const \\w+ = (?:async )?(?:\\([^)]*\\)|\\w+) =>");

  @TestFactory
  @DisplayName(
      "a page that waits at its top has no function below that is not there yet when it draws")
  Stream<DynamicTest> nothingIsUsedBeforeItIsThere() throws IOException {
    try (var pages = Files.walk(Path.of("webroot", "pages"))) {
      return pages.filter(page -> page.toString().endsWith(".js")).sorted().toList().stream()
          .map(page -> DynamicTest.dynamicTest(page.toString(), () -> check(read(page))));
    }
  }

  private static void check(String script) {
    var waits = WAITS.matcher(script);
    if (waits.find()) {
      var late = ARROW.matcher(script).region(waits.start(), script.length());
      late.useAnchoringBounds(false).useTransparentBounds(true);
      assertThat(late.results().map(found -> found.group()).toList())
          .as("write these as functions: a constant does not exist before its line has run")
          .isEmpty();
    }
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
