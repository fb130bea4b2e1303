package natsuin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UpgradesIT {
  @RegisterExtension static final World WORLD = new World();

  @Test
  @DisplayName(
      "Attack: strangers who ask for an upgrade and go leave their connections behind for ever")
  void askedAndGone() throws IOException {
    for (int i = 0; i < 50; i++) {
      assertThat(ask()).startsWith("HTTP/1.1 200");
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              System.gc();
              return Upgrades.asking() == 0;
            });
  }

  private static String ask() throws IOException {
    try (var line =
        new Socket(InetAddress.getLoopbackAddress(), WORLD.node().configuration().http().port())) {
      String request =
          "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: something\r\nConnection: close\r\n\r\n";
      line.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(line.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
