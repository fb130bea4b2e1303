package natsuin.pg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** PostgreSQL refuses a statement that it prepared for fewer columns than a table has by now. */
class ColumnsTest {
  private static final Pattern TABLE = Pattern.compile("(?m)^create table (\\w+)");
  private static final Pattern EVERY_COLUMN =
      Pattern.compile("(?s)select\\s+(?:\\w+\\.)?\\*[^;\"(]*?\\sfrom\\s+(\\w+)");

  @Test
  @DisplayName("OPS-6: every column is asked for by name, so that a newer version may add one")
  void byName() throws IOException {
    var tables =
        texts(Path.of("src/main/resources/db/migration"))
            .flatMap(sql -> TABLE.matcher(sql).results().map(found -> found.group(1)))
            .toList();
    assertThat(tables).contains("contract");
    assertThat(
            texts(Path.of("src/main/java"))
                .flatMap(java -> EVERY_COLUMN.matcher(java).results())
                .filter(found -> tables.contains(found.group(1)))
                .map(found -> found.group()))
        .isEmpty();
    assertThat(texts(Path.of("src/main/java"))).noneMatch(java -> java.contains("returning *"));
  }

  private static Stream<String> texts(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).map(ColumnsTest::text).toList().stream();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
