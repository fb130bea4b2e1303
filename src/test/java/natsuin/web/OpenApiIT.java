package natsuin.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import natsuin.testkit.Browser;
import natsuin.testkit.TlsClient;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The interface's description and the server are one. */
class OpenApiIT {
  @RegisterExtension static final World WORLD = new World();

  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /** What a stranger may do; leaving without having been in is no fault. */
  private static final Set<String> OPEN =
      Set.of(
          "GET /api/service",
          "GET /api/faq",
          "GET /api/fields.json",
          "GET /api/branches",
          "GET /api/applications/current",
          "GET /api/employer/connection",
          "DELETE /api/employer/session",
          "DELETE /api/applications/current",
          "DELETE /api/employer/issuance",
          "GET /api/employer/registration",
          "DELETE /api/employer/registration",
          "DELETE /api/session",
          "DELETE /api/staff/session");

  private static final String SOME_ID = "00000000-0000-7000-8000-000000000000";

  @TestFactory
  @DisplayName(
      "API-1, SEC-3: what is described exists, and a stranger gets none of it but the door")
  Stream<DynamicTest> describedExists() {
    JsonObject paths = new JsonObject(WORLD.get("/api/openapi.json").body()).getJsonObject("paths");
    return paths.fieldNames().stream()
        .flatMap(
            path ->
                paths.getJsonObject(path).fieldNames().stream()
                    .filter(METHODS::contains)
                    .map(method -> operation(method, path)));
  }

  private static DynamicTest operation(String method, String path) {
    String verb = method.toUpperCase(Locale.ROOT);
    String operation = verb + " " + path;
    return DynamicTest.dynamicTest(
        operation,
        () -> {
          var stranger =
              path.startsWith("/api/employer/")
                  ? Browser.overTls(WORLD, WORLD.node(), TlsClient.anonymous())
                  : new Browser(WORLD);
          var request =
              stranger
                  .request(path.replaceAll("\\{[a-zA-Z]+}", SOME_ID))
                  .method(verb, HttpRequest.BodyPublishers.noBody());
          int status = stranger.send(request).status();
          assertThat(status)
              .isIn(OPEN.contains(operation) ? Set.of(200, 204) : Set.of(400, 401, 415, 422));
        });
  }

  @Test
  @DisplayName("API-1: a known path asked the wrong way says so (405)")
  void wrongMethod() {
    var request =
        HttpRequest.newBuilder(WORLD.url("/api/service"))
            .method("PUT", HttpRequest.BodyPublishers.noBody());
    assertThat(WORLD.send(request.build()).statusCode()).isEqualTo(405);
  }
}
