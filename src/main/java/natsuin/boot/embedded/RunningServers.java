package natsuin.boot.embedded;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import natsuin.boot.Configuration;
import natsuin.boot.ConfigurationReader;
import natsuin.kernel.DurableFile;

/**
 * How a program that runs with embedded servers is reached, noted in its data directory for tools
 * beside it. Secrets are named there as files, never written.
 */
public final class RunningServers {
  private static final String NOTE = "running.json";

  private RunningServers() {}

  /** Notes it; in force until the next start on this directory. */
  static void note(Path data, JsonObject settings, Configuration configuration) throws IOException {
    var http = configuration.http();
    var noted =
        settings
            .copy()
            .put(
                "http",
                new JsonObject()
                    .put("host", http.host())
                    .put("port", http.port())
                    .put("https-port", http.httpsPort())
                    .put("base-url", http.baseUrl()));
    note(data, noted);
  }

  /** The same of nodes that are programs of their own: what their configurations have in common. */
  static void note(Path data, JsonObject settings) throws IOException {
    DurableFile.write(
        data.resolve(NOTE), settings.encodePrettily().getBytes(StandardCharsets.UTF_8));
  }

  /** The configuration of what runs on this directory; nothing where nothing does. */
  public static Optional<Configuration> in(Path data) throws IOException {
    Path note = data.resolve(NOTE);
    if (!Files.exists(note)
        || ServerProcess.named(data.resolve("pg").resolve("postmaster.pid"), "postgres")
            .isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(ConfigurationReader.read(Optional.of(note), Map.of(), Map.of()).settled());
  }
}
