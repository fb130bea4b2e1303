package natsuin.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What an operator reads on the terminal, against real servers. */
@DisplayName("bin/doctor (OPS-5)")
class DoctorIT {
  @RegisterExtension static final World WORLD = new World();
  private static final Map<String, String> ENGLISH = Map.of("LANG", "en_US.UTF-8");
  private static final Map<String, String> JAPANESE =
      Map.of("LANG", "en_US.UTF-8", "LC_ALL", "ja_JP.UTF-8");

  @TempDir Path directory;

  private record Told(int exit, String out, String err) {
    List<String> lines() {
      return out.lines().toList();
    }
  }

  private Told doctor(Map<String, String> environment, String... more) throws IOException {
    var out = new StringWriter();
    var err = new StringWriter();
    var arguments = Stream.concat(Stream.of("--config", settings().toString()), Stream.of(more));
    int exit =
        DoctorCommand.line(environment)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments.toArray(String[]::new));
    return new Told(exit, out.toString(), err.toString());
  }

  /** The world's configuration as an operator would have written it. */
  private Path settings() throws IOException {
    var is = WORLD.node().configuration();
    var postgres = is.postgres();
    var all =
        new JsonObject()
            .put("mode", "external")
            .put("data", is.data().toString())
            .put("http", new JsonObject().put("base-url", is.http().baseUrl()))
            .put("keys", new JsonObject().put("directory", is.keys().directory()))
            .put(
                "postgres",
                new JsonObject()
                    .put("hosts", new JsonArray(postgres.hosts()))
                    .put("database", postgres.database())
                    .put("user", postgres.user())
                    .put("password", secret("postgres", postgres.password().value())))
            .put(
                "redis",
                new JsonObject()
                    .put("uris", new JsonArray().add(is.redis().uris().getFirst().toString()))
                    .put("password", secret("redis", is.redis().password().value())))
            .put(
                "smtp",
                new JsonObject().put("host", is.smtp().host()).put("port", is.smtp().port()))
            .put(
                "scanner",
                new JsonObject().put("addresses", new JsonArray(is.scanner().addresses())));
    return Files.writeString(directory.resolve("natsuin.yaml"), all.encode());
  }

  private String secret(String name, String value) throws IOException {
    return "file:" + Files.writeString(directory.resolve(name), value);
  }

  @Test
  @DisplayName(
      "all servers there: exit code 0, a line for each thing that is well, and what to think about")
  void well() throws IOException {
    var told = doctor(ENGLISH, "--json", directory.resolve("told.json").toString());
    assertThat(told.exit()).as(told.out() + told.err()).isZero();
    assertThat(told.out())
        .contains("Keys", "Certificates", "Timestamps", "OCSP", "Mail", "Redis", "Clock", "Fonts")
        .doesNotContain("ERROR", "doctor.", "{");
    assertThat(told.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(200));
    var written = new JsonObject(Files.readString(directory.resolve("told.json")));
    assertThat(written.getString("state")).isIn("ok", "warning");
    assertThat(written.getJsonArray("findings").size()).isGreaterThan(12);
  }

  @Test
  @DisplayName(
      "keys that all may read and a mail server that is gone: exit code 1, each with what to do,"
          + " the errors last; in Japanese on a Japanese terminal")
  void broken() throws IOException {
    Path keys = Path.of(WORLD.node().configuration().keys().directory()).resolve("master.keys");
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-r--r--"));
    WORLD.mailCatcher().close();
    try {
      var told = doctor(ENGLISH);
      assertThat(told.exit()).isEqualTo(1);
      String errors = told.out().substring(told.out().indexOf("ERROR"));
      assertThat(errors)
          .contains("Others on this machine may read the keys (rw-r--r--)", "chmod 600 ")
          .contains("Mail ", "Is not reached", "Errors: 2")
          .doesNotContain("WARNING ");
      var japanese = doctor(JAPANESE);
      assertThat(japanese.exit()).isEqualTo(1);
      assertThat(japanese.out()).contains("異常", "ほかの利用者が鍵を読めます", "異常から対応してください");
    } finally {
      WORLD.mailCatcher().restart();
      Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  @DisplayName("what cannot be looked at (no such file, no program on that directory): exit code 2")
  void cannotLook() throws IOException {
    var err = new StringWriter();
    int exit =
        DoctorCommand.line(ENGLISH)
            .setErr(new PrintWriter(err, true))
            .execute("--data", directory.toString());
    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("No Natsuin runs on " + directory);
    Files.writeString(directory.resolve("wrong.yaml"), "postgres: {pool: 3}");
    exit =
        DoctorCommand.line(ENGLISH)
            .setErr(new PrintWriter(err, true))
            .execute("--config", directory.resolve("wrong.yaml").toString());
    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("postgres.pool");
  }

  @Test
  @DisplayName("it makes nothing: where the keys are missing, they are missing afterwards")
  void makesNothing() throws IOException {
    Path nowhere = directory.resolve("keys");
    var told = doctor(Map.of("LANG", "en", "NATSUIN_KEYS_DIRECTORY", nowhere.toString()));
    assertThat(told.exit()).isEqualTo(1);
    assertThat(told.out()).contains("master.keys is missing", "Do not let a new one");
    assertThat(nowhere).doesNotExist();
  }
}
