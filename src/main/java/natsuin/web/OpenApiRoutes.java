package natsuin.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import natsuin.http.Routes;

/** {@code GET /api/openapi.json}: the agreement between this server and everybody (API-1). */
public final class OpenApiRoutes implements Routes {
  /** Each described in a file of its own under {@code api/paths}. */
  private static final List<String> AREAS =
      List.of(
          "fields",
          "enrolment",
          "session",
          "contracts",
          "evidence",
          "certificates",
          "mandates",
          "identity",
          "members",
          "staff",
          "branch",
          "employer-desk",
          "employer-portal",
          "trail",
          "employer",
          "live",
          "maintenance",
          "faq",
          "client-issue",
          "operations");

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
    try {
      var document = (ObjectNode) read("openapi.yaml");
      for (String area : AREAS) {
        var part = read("paths/" + area + ".yaml");
        merge(document.withObject("/paths"), part.path("paths"));
        merge(document.withObject("/components/schemas"), part.at("/components/schemas"));
      }
      return new ObjectMapper().writeValueAsBytes(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void merge(ObjectNode whole, JsonNode part) {
    part.properties()
        .forEach(
            entry -> {
              if (whole.replace(entry.getKey(), entry.getValue()) != null) {
                throw new IllegalStateException(entry.getKey() + " is described twice");
              }
            });
  }

  private static JsonNode read(String name) throws IOException {
    try (InputStream yaml = OpenApiRoutes.class.getResourceAsStream("/api/" + name)) {
      return new ObjectMapper(new YAMLFactory()).readTree(Objects.requireNonNull(yaml, name));
    }
  }
}
