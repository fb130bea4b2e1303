package natsuin.boot.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import natsuin.kernel.FreePort;
import natsuin.kernel.Secret;
import natsuin.pg.PostgresConfiguration;
import natsuin.testkit.TlsFiles;
import org.apache.commons.io.FileUtils;
import org.awaitility.Awaitility;

/**
 * Two real PostgreSQL servers with TLS: a primary, and a standby that follows it by synchronous
 * streaming replication, so that nothing is acknowledged that only one of them has.
 */
public final class PostgresPair implements AutoCloseable {
  private static final String NAME = "natsuin";
  private static final String PASSWORD = "pair-of-servers";

  /** What was under way to a server that stands still is over after so long. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private final Path directory;
  private final TlsFiles tls;
  private final int[] ports = {FreePort.onLoopback(), FreePort.onLoopback()};

  private PostgresPair(Path directory, TlsFiles tls) {
    this.directory = directory;
    this.tls = tls;
  }

  /** Starts both anew in this directory. */
  public static PostgresPair start(Path directory) {
    try {
      FileUtils.deleteDirectory(directory.toFile());
      var files = Files.createDirectories(directory.toAbsolutePath());
      var pair = new PostgresPair(files, TlsFiles.ofLocalhost(files.resolve("tls")));
      pair.initialize();
      return pair;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void initialize() throws IOException {
    Path password = Files.writeString(directory.resolve("password"), PASSWORD);
    run(
        "initdb",
        "-D",
        data(0).toString(),
        "-U",
        "postgres",
        "-A",
        "scram-sha-256",
        "--pwfile",
        password.toString(),
        "-E",
        "UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C");
    start(0, "");
    sql(0, "create role %s login createdb password '%s'".formatted(NAME, PASSWORD));
    sql(0, "create database %s owner %s".formatted(NAME, NAME));
    stop(0, "fast");
    FileUtils.copyDirectory(data(0).toFile(), data(1).toFile());
    Files.setPosixFilePermissions(data(1), PosixFilePermissions.fromString("rwx------"));
    follow(1, 0);
    start(0, "");
    start(1, "");
    Awaitility.await().until(() -> "1".equals(ask(0, "select count(*) from pg_stat_replication")));
    sql(0, "alter system set synchronous_standby_names = '*'");
    sql(0, "select pg_reload_conf()");
    Awaitility.await()
        .until(() -> "sync".equals(ask(0, "select sync_state from pg_stat_replication")));
  }

  private void follow(int which, int other) throws IOException {
    Files.writeString(data(which).resolve("standby.signal"), "");
    Files.writeString(
        data(which).resolve("postgresql.auto.conf"),
        "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres password=%s'%n"
            .formatted(ports[other], PASSWORD),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** How the program reaches both, in the clear. */
  public PostgresConfiguration configuration(PostgresConfiguration like) {
    return both(like, "127.0.0.1", PostgresConfiguration.Tls.OFF, "");
  }

  /** How the program reaches both by TLS, under this name of the machine. */
  public PostgresConfiguration byTls(PostgresConfiguration like, String host, Path trusted) {
    return both(like, host, PostgresConfiguration.Tls.VERIFY_FULL, trusted.toString());
  }

  private PostgresConfiguration both(
      PostgresConfiguration like, String host, PostgresConfiguration.Tls how, String trusted) {
    return new PostgresConfiguration(
        List.of(host + ":" + ports[0], host + ":" + ports[1]),
        NAME,
        NAME,
        new Secret(PASSWORD),
        like.poolSize(),
        like.poolQueue(),
        like.connectTimeout(),
        SILENCE,
        how,
        trusted);
  }

  /** The certificate of both. */
  public TlsFiles tls() {
    return tls;
  }

  /** Kills the first server, all its processes at once. */
  public void killFirst() throws IOException {
    signalFirst("KILL");
  }

  /** The first server stands still; its lines stay open. */
  public void freezeFirst() throws IOException {
    signalFirst("STOP");
  }

  /** And goes on where it stood. */
  public void thawFirst() throws IOException {
    signalFirst("CONT");
  }

  /** The first server starts again as the primary that it was, and knows of no other. */
  public void startFirstAgain() throws IOException {
    Files.deleteIfExists(data(0).resolve("postmaster.pid"));
    start(0, "-c synchronous_standby_names=''");
  }

  /** The first server starts again before anybody promoted the second, which follows it again. */
  public void restartFirst() throws IOException {
    Files.deleteIfExists(data(0).resolve("postmaster.pid"));
    start(0, "");
  }

  /** The second becomes a primary. */
  public void promoteSecond() throws IOException {
    run("pg_ctl", "-D", data(1).toString(), "-w", "-t", "30", "promote");
  }

  /** One value, told by the first (0) or the second (1). */
  public String ask(int which, String question) {
    try (var connection = DriverManager.getConnection(url(which), "postgres", PASSWORD);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(question)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(question, e);
    }
  }

  private void sql(int which, String statement) {
    try (var connection = DriverManager.getConnection(url(which), "postgres", PASSWORD);
        var statements = connection.createStatement()) {
      statements.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  private String url(int which) {
    String database = which == 0 && !Files.exists(data(1)) ? "postgres" : NAME;
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(ports[which], database);
  }

  private void start(int which, String more) throws IOException {
    String options =
        ("-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c timezone=UTC"
                + " -c shared_buffers=32MB -c wal_receiver_status_interval=1s"
                + " -c wal_retrieve_retry_interval=500ms -c ssl=on"
                + " -c ssl_cert_file=%s -c ssl_key_file=%s %s")
            .formatted(ports[which], tls.certificate(), tls.key(), more);
    run(
        "pg_ctl",
        "-D",
        data(which).toString(),
        "-l",
        log().toString(),
        "-w",
        "-o",
        options,
        "start");
  }

  private void stop(int which, String how) throws IOException {
    run("pg_ctl", "-D", data(which).toString(), "-m", how, "-w", "stop");
  }

  private void signalFirst(String signal) throws IOException {
    var postmaster =
        ServerProcess.named(data(0).resolve("postmaster.pid"), "postgres").orElseThrow();
    new Signals(log()).send(signal, postmaster);
  }

  private Path data(int which) {
    return directory.resolve(which == 0 ? "first" : "second");
  }

  private Path log() {
    return directory.resolve("log");
  }

  private void run(String program, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("unshare", "-U")); // PostgreSQL refuses to run as root
    }
    command.add(Binaries.postgres().resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    ServerProcess.run(command, log());
  }

  @Override
  public void close() {
    for (int which = 0; which < 2; which++) {
      try {
        if (ServerProcess.named(data(which).resolve("postmaster.pid"), "postgres").isPresent()) {
          if (which == 0) {
            thawFirst();
          }
          stop(which, "immediate");
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
