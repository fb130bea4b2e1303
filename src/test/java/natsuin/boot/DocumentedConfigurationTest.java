package natsuin.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentedConfigurationTest {
  private static final Pattern BLOCK = Pattern.compile("```yaml\\n([a-z].*?)```", Pattern.DOTALL);
  private static final Pattern SECRET = Pattern.compile("file:[a-z/-]+");
  @TempDir Path directory;

  @Test
  @DisplayName("OPS-7: what docs/operations.md tells to write into a configuration is accepted")
  void isAccepted() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "hunter2");
    var blocks = BLOCK.matcher(Files.readString(Path.of("docs/operations.md"))).results().toList();
    assertThat(blocks).hasSizeGreaterThan(1);
    for (var block : blocks) {
      String text = SECRET.matcher(block.group(1)).replaceAll("file:" + secret);
      Path file = Files.writeString(directory.resolve("natsuin.yaml"), text);
      ConfigurationReader.read(Optional.of(file), Map.of(), Map.of());
    }
  }
}
