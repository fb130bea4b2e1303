package natsuin.boot.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import natsuin.kernel.Secret;
import natsuin.pg.PostgresConfiguration;

/** Finds the PostgreSQL that a running program keeps in a data directory, for tools beside it. */
public final class RunningPostgres {
  /** Fourth line of {@code postmaster.pid}: the port (PostgreSQL, pidfile.h). */
  private static final int PORT_LINE = 3;

  private RunningPostgres() {}

  /** How to reach it, or nothing where none is running. */
  public static Optional<PostgresConfiguration> in(Path data, PostgresConfiguration like)
      throws IOException {
    Path pidFile = data.resolve("pg").resolve("postmaster.pid");
    if (ServerProcess.named(pidFile, "postgres").isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile);
    String password = Files.readString(data.resolve("secrets").resolve("postgres"));
    return Optional.of(
        like.at(
                "127.0.0.1",
                Integer.parseInt(lines.get(PORT_LINE).strip()),
                EmbeddedPostgres.NAME,
                new Secret(password))
            .using(EmbeddedPostgres.NAME, 2));
  }
}
