package natsuin.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("OPS-7: the systemd unit")
class SystemdUnitTest {
  private static final Path UNIT = Path.of("conf/systemd/natsuin.service");
  private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

  @Test
  @DisplayName("systemd itself finds nothing wrong with it")
  void verified() throws Exception {
    assumeTrue(Files.isExecutable(ANALYZE), "no systemd on this machine");
    var process =
        new ProcessBuilder(ANALYZE.toString(), "verify", "--man=no", UNIT.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    // A machine that builds has neither the account nor the program in its place.
    assertThat(said.lines().filter(line -> line.contains("natsuin.service")))
        .noneMatch(line -> line.contains("Unknown") || line.contains("Failed to parse"))
        .noneMatch(line -> line.contains("Invalid"));
  }

  @Test
  @DisplayName("starts the program as the container does, with a configuration beside")
  void startsTheSame() throws IOException {
    String container = Files.readString(Path.of("conf/container/Containerfile"));
    String entry = container.substring(container.indexOf("ENTRYPOINT"));
    var words =
        Pattern.compile("\"([^\"]+)\"")
            .matcher(entry)
            .results()
            .map(word -> word.group(1))
            .toList();
    String start = value("ExecStart");
    assertThat(List.of(start.split(" ")).subList(1, words.size()))
        .isEqualTo(words.subList(1, words.size()));
    assertThat(start).endsWith("natsuin.Main --config /etc/natsuin/natsuin.yaml");
  }

  @Test
  @DisplayName("is not started again with what only people can mend; has time for its work's end")
  void stops() throws IOException {
    assertThat(value("RestartPreventExitStatus")).isEqualTo("2 " + OperatorRooms.OUTLIVED);
    assertThat(value("TimeoutStopSec")).isEqualTo("120s");
  }

  private static String value(String key) throws IOException {
    return Files.readAllLines(UNIT).stream()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .findFirst()
        .orElseThrow();
  }
}
