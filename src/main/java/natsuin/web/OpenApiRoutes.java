package natsuin.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import natsuin.http.Routes;

/** {@code GET /api/openapi.json}: the agreement between this server and everybody (API-1). */
public final class OpenApiRoutes implements Routes {
  private final Buffer document = Buffer.buffer(json());

  @Override
  public void mount(Router router) {
    router
        .get("/api/openapi.json")
        .handler(
            context ->
                context
                    .response()
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Cache-Control", "no-cache")
                    .end(document));
  }

  private static byte[] json() {
    try (InputStream yaml = OpenApiRoutes.class.getResourceAsStream("/api/openapi.yaml")) {
      var tree = new ObjectMapper(new YAMLFactory()).readTree(Objects.requireNonNull(yaml));
      return new ObjectMapper().writeValueAsBytes(tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
