package natsuin.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import natsuin.boot.Configuration;
import natsuin.boot.ConfigurationReader;
import natsuin.boot.Migration;
import natsuin.boot.embedded.EmbeddedServers;
import natsuin.pg.PostgresConfiguration;

/** PostgreSQL and Redis for all tests of this JVM, and a migrated database to copy. */
final class Servers {
  private static final String TEMPLATE = "natsuin_template";
  private static final Servers ONE = start();

  private final AtomicInteger worlds = new AtomicInteger();
  private final EmbeddedServers servers;
  private final Configuration reached;

  private Servers(EmbeddedServers servers) {
    this.servers = servers;
    this.reached =
        servers.reachedFrom(ConfigurationReader.read(Optional.empty(), Map.of(), Map.of()));
  }

  static Servers get() {
    return ONE;
  }

  EmbeddedServers embedded() {
    return servers;
  }

  Configuration reached() {
    return reached;
  }

  /** A number that no other world of this JVM has; also that of its Redis database. */
  int nextWorld() {
    return worlds.incrementAndGet();
  }

  /** A fresh, migrated database of this name. */
  PostgresConfiguration database(String name) {
    sql("drop database if exists %s with (force)".formatted(name));
    sql("create database %s template %s".formatted(name, TEMPLATE));
    return on(name);
  }

  private static Servers start() {
    // One directory per build that runs at the same time; kept, because making one takes seconds.
    for (int i = 1; ; i++) {
      try {
        var servers =
            new Servers(EmbeddedServers.start(Path.of("target/world-" + i), Clock.systemUTC()));
        Runtime.getRuntime().addShutdownHook(new Thread(servers::stop));
        servers.forgetRedis();
        servers.sql("drop database if exists " + TEMPLATE);
        servers.sql("create database " + TEMPLATE);
        Migration.run(servers.on(TEMPLATE));
        return servers;
      } catch (IOException e) {
        if (i == 4) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private PostgresConfiguration on(String database) {
    return reached.postgres().using(database, 8);
  }

  private void stop() {
    try {
      servers.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Counters and codes of an earlier run would lock people of this one. */
  private void forgetRedis() throws IOException {
    var redis = reached.redis();
    try (var socket =
        new Socket(redis.uris().getFirst().getHost(), redis.uris().getFirst().getPort())) {
      String commands = "AUTH %s\r\nFLUSHALL\r\nQUIT\r\n".formatted(redis.password().value());
      socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().readAllBytes();
    }
  }

  private void sql(String statement) {
    var postgres = reached.postgres();
    try (Connection connection =
            DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.user(), postgres.password().value());
        var statements = connection.createStatement()) {
      statements.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }
}
