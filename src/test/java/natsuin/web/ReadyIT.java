package natsuin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import natsuin.testkit.Browser;
import natsuin.testkit.TlsClient;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("/health/ready: what operators see of it, and what strangers do (OPS-5)")
class ReadyIT {
  @RegisterExtension static final World WORLD = new World();

  private static JsonObject checks(String language) {
    return new JsonObject(WORLD.get("/health/ready", "Accept-Language", language).body())
        .getJsonObject("checks");
  }

  @Test
  @DisplayName("from inside: soon after the start what the doctor found, in one's language")
  void inside() {
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() -> assertThat(checks("ja").getJsonArray("findings")).isNotEmpty());
    assertThat(checks("ja").getJsonArray("findings").encode()).contains("鍵", "証明書", "\"ok\"");
    assertThat(checks("en").getJsonArray("findings").encode()).contains("Keys", "Certificates");
    assertThat(checks("en").getString("state")).isIn("ok", "warning");
  }

  @Test
  @DisplayName(
      "attack: who comes through the proxy learns up or down, and nothing of what stands behind")
  void strangers() {
    for (String header : new String[] {"X-Forwarded-For", "Forwarded"}) {
      var answer = WORLD.get("/health/ready", header, "203.0.113.9");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(new JsonObject(answer.body())).isEqualTo(new JsonObject().put("status", "up"));
    }
  }

  @Test
  @DisplayName(
      "attack: through a proxy that passes TLS on unopened, and so writes no header and has a"
          + " private address, one learns up or down, and no figures (OPS-5)")
  void throughTls() {
    var stranger = Browser.overTls(WORLD, WORLD.node(), TlsClient.anonymous());
    assertThat(stranger.get("/health/ready").json())
        .isEqualTo(new JsonObject().put("status", "up"));
    assertThat(stranger.get("/metrics").status()).isEqualTo(404);
    assertThat(WORLD.get("/metrics").statusCode()).as("Prometheus").isEqualTo(200);
  }
}
