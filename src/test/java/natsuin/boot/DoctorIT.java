package natsuin.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What an operator reads on the terminal, against real servers. */
@DisplayName("bin/doctor (OPS-5)")
class DoctorIT {
  @RegisterExtension static final World WORLD = new World();
  private static final Map<String, String> ENGLISH = DoctorSeat.ENGLISH;
  private static final Map<String, String> JAPANESE =
      Map.of("LANG", "en_US.UTF-8", "LC_ALL", "ja_JP.UTF-8");

  @TempDir Path directory;

  private DoctorSeat.Told doctor(Map<String, String> environment, String... more)
      throws IOException {
    return new DoctorSeat(WORLD, directory).doctor(environment, more);
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
    assertThat(told.out()).contains("Missing: master.keys, authorities.p12", "do not let new ones");
    assertThat(nowhere).doesNotExist();
  }
}
