package natsuin.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.List;
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

  @Test
  @DisplayName("UI-3: pages and the viewer come with a strict policy and a tag to ask again with")
  void files() {
    var viewer = WORLD.get("/vendor/pdfjs/build/pdf.mjs");
    assertThat(viewer.statusCode()).isEqualTo(200);
    assertThat(viewer.headers().firstValue("Content-Type"))
        .hasValue("text/javascript; charset=utf-8");
    assertThat(viewer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'")
        .doesNotContain("unsafe-inline");
    String etag = viewer.headers().firstValue("ETag").orElseThrow();
    assertThat(WORLD.get("/vendor/pdfjs/build/pdf.mjs", "If-None-Match", etag).statusCode())
        .isEqualTo(304);
  }

  @Test
  @DisplayName("SEC-3: a path that climbs out of the webroot finds nothing (path traversal)")
  void pathTraversal() {
    for (String path :
        List.of("/..%2fpom.xml", "/%2e%2e/pom.xml", "/pages/..%2f..%2fpom.xml", "/.git/config")) {
      assertThat(WORLD.get(path).statusCode()).as(path).isIn(400, 404);
    }
  }

  @Test
  @DisplayName("SEC-3: another site cannot send a changing request in a customer's name (CSRF)")
  void crossSite() {
    for (String[] header :
        new String[][] {{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://evil.example.jp"}}) {
      var request =
          HttpRequest.newBuilder(WORLD.url("/api/session"))
              .headers(header)
              .POST(HttpRequest.BodyPublishers.noBody());
      assertThat(WORLD.send(request.build()).statusCode()).isEqualTo(403);
    }
  }

  @Test
  @DisplayName("API-1: the interface describes itself")
  void describesItself() {
    assertThat(new JsonObject(WORLD.get("/api/openapi.json").body()).getString("openapi"))
        .startsWith("3.1");
    assertThat(new JsonObject(WORLD.get("/api/service").body()).getJsonObject("bank")).isNotNull();
  }

  @Test
  @DisplayName("OPS-5: figures are for the inside, not for who comes through the proxy")
  void figures() {
    assertThat(WORLD.get("/metrics").body()).contains("vertx_");
    assertThat(WORLD.get("/metrics", "X-Forwarded-For", "203.0.113.9").statusCode()).isEqualTo(404);
  }
}
