package natsuin.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MakeKeysTest {
  private static final String KUBERNETES = "conf/kubernetes/natsuin.yaml";
  @TempDir Path directory;

  @Test
  @DisplayName("OPS-7: keys are made without any server, and what is there stays as it is")
  void madeOnce() throws IOException {
    Path keys = directory.resolve("keys");
    assertThat(make(keys, "correct")).isZero();
    byte[] master = Files.readAllBytes(keys.resolve("master.keys"));
    byte[] authorities = Files.readAllBytes(keys.resolve("authorities.p12"));
    assertThat(make(keys, "correct")).isZero();
    assertThat(keys.resolve("master.keys")).hasBinaryContent(master);
    assertThat(keys.resolve("authorities.p12")).hasBinaryContent(authorities);
  }

  @Test
  @DisplayName("Another password opens nothing and changes nothing")
  void otherPassword() throws IOException {
    Path keys = directory.resolve("keys");
    assertThat(make(keys, "correct")).isZero();
    byte[] authorities = Files.readAllBytes(keys.resolve("authorities.p12"));
    assertThat(make(keys, "wrong")).isEqualTo(2);
    assertThat(keys.resolve("authorities.p12")).hasBinaryContent(authorities);
  }

  private int make(Path keys, String password) throws IOException {
    Path file = Files.writeString(directory.resolve(password), password);
    return MakeKeys.run(
        "--config", KUBERNETES, "--into", keys.toString(), "--password", file.toString());
  }
}
