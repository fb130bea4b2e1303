package natsuin.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import natsuin.kernel.FreePort;

/**
 * A PostgreSQL of the distribution's make, the one that comes with {@code pg_dump} and {@code
 * pg_restore}: an older version than the one that embedded mode brings.
 */
public final class DebianPostgres implements AutoCloseable {
  private static final String PASSWORD = "dumped-and-restored";

  private final Path programs;
  private final Path directory;
  private final Path password;
  private final int port = FreePort.onLoopback();

  private DebianPostgres(Path programs, Path directory, Path password) {
    this.programs = programs;
    this.directory = directory;
    this.password = password;
  }

  /** Starts an empty one in this directory, with a database {@code natsuin} of that role. */
  public static DebianPostgres start(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path password = Files.writeString(directory.resolve("password"), PASSWORD);
    var server = new DebianPostgres(programs(), directory, password);
    server.initialize();
    return server;
  }

  private static Path programs() throws IOException {
    try (var versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("pg_dump")))
          .max(Comparator.naturalOrder())
          .orElseThrow(() -> new IOException("apt install postgresql"));
    }
  }

  private void initialize() throws IOException {
    run(
        "initdb",
        "-D",
        data(),
        "-U",
        "postgres",
        "-A",
        "scram-sha-256",
        "--pwfile",
        password.toString(),
        "-E",
        "UTF8",
        "--locale=C.UTF-8");
    Files.writeString(
        Path.of(data(), "postgresql.auto.conf"),
        """
        port = %d
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        max_connections = 100
        """
            .formatted(port),
        StandardOpenOption.APPEND);
    run("pg_ctl", "-D", data(), "-l", directory.resolve("log").toString(), "-w", "start");
    sql("postgres", "postgres", "create role natsuin login password '" + PASSWORD + "'");
    sql("postgres", "postgres", "create database natsuin owner natsuin");
  }

  private String data() {
    return directory.resolve("data").toString();
  }

  /** {@code host:port}. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Where the role's password stands. */
  public Path password() {
    return password;
  }

  /** Runs {@code pg_dump}, {@code pg_restore} on the database as the program's own role. */
  public void tool(String program, String... arguments) {
    var all =
        new ArrayList<>(
            List.of("-h", "127.0.0.1", "-p", "" + port, "-U", "natsuin", "-d", "natsuin"));
    all.addAll(List.of(arguments));
    run(program, all.toArray(String[]::new));
  }

  /** Runs statements in the database as the program's own role. */
  public void sql(String statements) {
    sql("natsuin", "natsuin", statements);
  }

  private void sql(String role, String database, String statements) {
    run(
        "psql",
        "-h",
        "127.0.0.1",
        "-p",
        "" + port,
        "-U",
        role,
        "-d",
        database,
        "-v",
        "ON_ERROR_STOP=1",
        "-c",
        statements);
  }

  private void run(String program, String... arguments) {
    var command = new ArrayList<String>();
    if (System.getProperty("user.name").equals("root") && isServer(program)) {
      command.addAll(List.of("unshare", "-U")); // it refuses to run as root
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    Path log = directory.resolve("tools.log");
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(Map.of("PGPASSWORD", PASSWORD));
    try {
      int exit = builder.start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException(
            "%s: exit code %d: %s".formatted(program, exit, Files.readString(log)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean isServer(String program) {
    return program.equals("initdb") || program.equals("pg_ctl");
  }

  @Override
  public void close() {
    run("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
  }
}
