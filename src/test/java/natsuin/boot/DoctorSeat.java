package natsuin.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import natsuin.testkit.World;

/** An operator at a terminal with {@code bin/doctor} and a world's configuration in a file. */
final class DoctorSeat {
  static final Map<String, String> ENGLISH = Map.of("LANG", "en_US.UTF-8");

  private final World world;
  private final Path directory;

  DoctorSeat(World world, Path directory) {
    this.world = world;
    this.directory = directory;
  }

  record Told(int exit, String out, String err) {
    List<String> lines() {
      return out.lines().toList();
    }
  }

  /**
   * One finding.
   *
   * @param found the sentence
   * @param advice what to do
   */
  record Found(String code, String subject, String state, String found, String advice) {}

  /** What was written for programs, and the exit code. */
  record Looked(int exit, List<Found> all) {
    /** The one of this code. */
    Found of(String code) {
      return all.stream()
          .filter(each -> each.code().equals(code))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no " + code + " in " + all));
    }

    /** Codes of what this check found. */
    List<String> codes(String check) {
      return all.stream().map(Found::code).filter(code -> code.startsWith(check + ".")).toList();
    }
  }

  Told doctor(Map<String, String> environment, String... more) throws IOException {
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

  /**
   * What it finds. Every finding says what to do, no place in a sentence was left empty, and the
   * exit code tells whether there are errors.
   *
   * @param only checks
   * @param settings keys of the configuration with other values, in turns: {@code "smtp.port",
   *     "25"}
   */
  Looked look(String only, String... settings) throws IOException {
    var other = new HashMap<String, String>();
    for (int i = 0; i < settings.length; i += 2) {
      String key = settings[i].replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
      other.put("NATSUIN_" + key, settings[i + 1]);
    }
    var looked = looked(only, other);
    assertThat(looked.all())
        .allSatisfy(
            each -> {
              assertThat(each.found()).isNotBlank().doesNotContain("{", "null");
              assertThat(each.advice()).doesNotContain("{", "null");
              assertThat(each.advice().isEmpty()).isEqualTo(each.state().equals("ok"));
            });
    boolean error = looked.all().stream().anyMatch(each -> each.state().equals("error"));
    assertThat(looked.exit()).isEqualTo(error ? 1 : 0);
    return looked;
  }

  static void told(Looked looked, String code, String state, String... words) {
    assertThat(looked.of(code).state()).as(code).isEqualTo(state);
    assertThat(looked.of(code).found()).as(code).contains(words);
  }

  private Looked looked(String only, Map<String, String> other) throws IOException {
    var environment = new HashMap<>(ENGLISH);
    environment.putAll(other);
    var told = doctor(environment, "--only", only, "--json", "-");
    if (told.out().isEmpty()) {
      throw new AssertionError("exit code " + told.exit() + ": " + told.err());
    }
    var findings = new JsonObject(told.out()).getJsonArray("findings");
    return new Looked(
        told.exit(), findings.stream().map(JsonObject.class::cast).map(DoctorSeat::read).toList());
  }

  private static Found read(JsonObject json) {
    return new Found(
        json.getString("code"),
        json.getString("subject"),
        json.getString("state"),
        json.getString("found"),
        json.getString("advice"));
  }

  /** The world's configuration as an operator would have written it. */
  private Path settings() throws IOException {
    var is = world.node().configuration();
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

  /** A secret as configuration names it. */
  String secret(String name, String value) throws IOException {
    return "file:" + Files.writeString(directory.resolve(name), value);
  }
}
