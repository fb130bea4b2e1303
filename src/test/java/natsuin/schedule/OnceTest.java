package natsuin.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OnceTest {
  private static final Path PAGE = Path.of("docs/once.md");
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern TASK =
      Pattern.compile("schedule\\s*\\.(?:every|daily)\\(\\s*\"([^\"]+)\"");
  private static final Pattern TIMER = Pattern.compile("\\.\\s*set(?:Periodic|Timer)\\(");

  @Test
  @DisplayName("OPS-2: docs/once.md says of every task and timer why it happens once, or may not")
  void everyTaskAndTimer() throws IOException {
    Set<String> named = named();
    var tasks = new TreeSet<String>();
    var timers = new TreeSet<String>();
    try (var files = Files.walk(SOURCES)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(
              file -> {
                String source = read(file);
                TASK.matcher(source).results().forEach(found -> tasks.add(found.group(1)));
                if (TIMER.matcher(source).find()) {
                  timers.add(file.getFileName().toString().replace(".java", ""));
                }
              });
    }
    assertThat(tasks).hasSizeGreaterThan(5);
    assertThat(timers).hasSizeGreaterThan(5);
    assertThat(named).containsAll(tasks).containsAll(timers);
  }

  @Test
  @DisplayName("OPS-2: whatever docs/once.md is shown by is there")
  void everyTest() throws IOException {
    try (var files = Files.walk(Path.of("src/test/java"))) {
      var tests = files.map(file -> file.getFileName().toString().replace(".java", "")).toList();
      assertThat(named())
          .filteredOn(name -> name.matches("[A-Z]\\w*(IT|Test)"))
          .isNotEmpty()
          .allMatch(tests::contains);
    }
  }

  private static Set<String> named() throws IOException {
    var names = new TreeSet<String>();
    Pattern.compile("`([\\w.-]+)`")
        .matcher(Files.readString(PAGE))
        .results()
        .forEach(found -> names.add(found.group(1)));
    return names;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
