package natsuin.boot.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Kills what embedded mode started in a data directory, as {@code kill -9} does. */
public final class KilledServers {
  /** Fourth line of {@code postmaster.pid} (PostgreSQL, pidfile.h). */
  private static final int PORT_LINE = 3;

  private final Path data;

  /** Of this data directory. */
  public KilledServers(Path data) {
    this.data = data.toAbsolutePath().normalize();
  }

  /** PostgreSQL, all its processes at once; {@code restart} starts it again. */
  public void postgres() throws IOException {
    Path pidFile = data.resolve("pg/postmaster.pid");
    kill(pidFile, "postgres");
    Files.deleteIfExists(pidFile);
  }

  /** Whether PostgreSQL's first process is there. */
  public boolean postgresRuns() throws IOException {
    return ServerProcess.named(data.resolve("pg/postmaster.pid"), "postgres").isPresent();
  }

  /** PostgreSQL needs the next file of its log, and gives up where it finds no room. */
  public void needsNextLogFile() throws IOException {
    Path pidFile = data.resolve("pg/postmaster.pid");
    try (var connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/postgres"
                    .formatted(Files.readAllLines(pidFile).get(PORT_LINE).strip()),
                "postgres",
                Files.readString(data.resolve("secrets/postgres")));
        var statement = connection.createStatement()) {
      statement.execute("select pg_switch_wal()");
    } catch (NoSuchFileException | SQLException gaveUp) {
      // that is what was asked for
    }
  }

  /** Redis; {@code restart} starts it again, with what its file holds. */
  public void redis() throws IOException {
    kill(data.resolve("redis/redis.pid"), "redis-server");
  }

  /** clamd; {@code restart} starts it again. */
  public void clamd() throws IOException {
    kill(data.resolve("clamd/clamd.pid"), "clamd");
  }

  private void kill(Path pidFile, String program) throws IOException {
    var first = ServerProcess.named(pidFile, program).orElseThrow();
    new Signals(data.resolve("log/killed.log")).send("KILL", first);
  }
}
