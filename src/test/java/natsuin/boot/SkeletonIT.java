package natsuin.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SkeletonIT {
  @RegisterExtension static final World WORLD = new World();

  @Test
  @DisplayName("OPS-5: a node that reaches its servers says that it is ready")
  void ready() {
    var answer = WORLD.get("/health/ready");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(answer.body()).getString("status")).isEqualTo("up");
  }

  @Test
  @DisplayName(
      "API-1: an unknown path is answered with a problem document in the caller's language")
  void unknownPath() {
    var answer = WORLD.get("/api/nothing", "Accept-Language", "en");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(new JsonObject(answer.body()).getString("title")).isEqualTo("Not found");
  }
}
