package natsuin.boot.embedded;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import natsuin.kernel.Secret;
import natsuin.pg.PostgresConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL on a private address, with a password, in a directory of ours. It outlives a
 * killed program; the next start stops the orphan and begins anew on the same data.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final String OWNER = "postgres";
  static final String NAME = "natsuin";

  private final Path binaries;
  private final Path cluster;
  private final Path log;
  private final Path passwordFile;
  private final String host;
  private int port;

  private EmbeddedPostgres(Path binaries, Path cluster, Path log, Path passwordFile, String host) {
    this.binaries = binaries;
    this.cluster = cluster;
    this.log = log;
    this.passwordFile = passwordFile;
    this.host = host;
  }

  static EmbeddedPostgres start(DataDirectory data, String host) throws IOException {
    var postgres =
        new EmbeddedPostgres(
            Binaries.postgres(),
            data.directory("pg"),
            data.directory("log").resolve("postgres.log"),
            data.secret("postgres"),
            host);
    postgres.start();
    return postgres;
  }

  private void start() throws IOException {
    boolean fresh = !Files.exists(cluster.resolve("PG_VERSION"));
    if (fresh) {
      initialize();
    }
    stopOrphan();
    restart();
    if (fresh) {
      createDatabase();
    }
  }

  /** Starts the server, after {@link #close} on the port that it had before. */
  public void restart() throws IOException {
    if (port != 0) {
      launch();
      return;
    }
    ServerProcess.onFreePort(
        free -> {
          port = free;
          launch();
        });
  }

  private void launch() throws IOException {
    String options =
        ("-p %d -c listen_addresses=%s -c unix_socket_directories='' -c max_connections=200"
                + " -c timezone=UTC -c logging_collector=off -c shared_buffers=64MB")
            .formatted(port, addresses());
    ServerProcess.run(
        command(
            "pg_ctl",
            "-D",
            cluster.toString(),
            "-l",
            log.toString(),
            "-w",
            "-t",
            "60",
            "-o",
            options,
            "start"),
        log);
  }

  /** How the program reaches it. */
  public PostgresConfiguration configuration(PostgresConfiguration like) {
    return like.at(host, port, NAME, new Secret(password()));
  }

  int port() {
    return port;
  }

  private void initialize() throws IOException {
    LOG.info("Creating the database in {}", cluster);
    ServerProcess.run(
        command(
            "initdb",
            "-D",
            cluster.toString(),
            "-U",
            OWNER,
            "-A",
            "scram-sha-256",
            "--pwfile",
            passwordFile.toString(),
            "-E",
            "UTF8",
            "--no-instructions",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C"),
        log);
    Files.writeString(
        cluster.resolve("pg_hba.conf"),
        "host all all samenet scram-sha-256\n",
        StandardOpenOption.APPEND);
  }

  private String addresses() {
    return host.equals(EmbeddedServers.LOOPBACK)
        ? EmbeddedServers.LOOPBACK
        : EmbeddedServers.LOOPBACK + "," + host;
  }

  /** The program's own role owns its database and is no superuser, as in any bank. */
  private void createDatabase() throws IOException {
    try (Connection connection = DriverManager.getConnection(url(OWNER), OWNER, password());
        var statement = connection.createStatement()) {
      statement.execute("create role %s login createdb password '%s'".formatted(NAME, password()));
      statement.execute("create database %s owner %s".formatted(NAME, NAME));
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private void stopOrphan() throws IOException {
    Path pidFile = cluster.resolve("postmaster.pid");
    if (ServerProcess.named(pidFile, "postgres").isPresent()) {
      LOG.info("Stopping the PostgreSQL that a killed program left behind");
      stop();
    } else {
      Files.deleteIfExists(pidFile);
    }
  }

  private void stop() throws IOException {
    ServerProcess.run(
        command("pg_ctl", "-D", cluster.toString(), "-m", "fast", "-w", "-t", "30", "stop"), log);
  }

  @Override
  public void close() throws IOException {
    stop();
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  private String password() {
    try {
      return Files.readString(passwordFile);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** PostgreSQL refuses to run as root; in a user namespace it does not see that it is. */
  private List<String> command(String program, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    if (System.getProperty("user.name").equals("root")) {
      if (!LinuxUtils.isUnshareAvailable()) {
        throw new IOException(
            "PostgreSQL does not run as root, and user namespaces are forbidden here: run Natsuin"
                + " as an ordinary user, or on servers of yours (mode: external).");
      }
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(binaries.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }
}
