package natsuin.boot.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import natsuin.kernel.Secret;
import natsuin.redis.RedisConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Redis on the loopback, with a password, every write appended to a file. It outlives a
 * killed program; the next start stops the orphan and begins anew on the same data.
 */
public final class EmbeddedRedis implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);
  private static final int START_SECONDS = 20;

  private final Path directory;
  private final Path log;
  private final Path passwordFile;
  private final String host;
  private int port;

  private EmbeddedRedis(Path directory, Path log, Path passwordFile, String host) {
    this.directory = directory;
    this.log = log;
    this.passwordFile = passwordFile;
    this.host = host;
  }

  static EmbeddedRedis start(DataDirectory data, String host) throws IOException {
    var redis =
        new EmbeddedRedis(
            data.directory("redis"),
            data.directory("log").resolve("redis.log"),
            data.secret("redis"),
            host);
    redis.stop();
    redis.restart();
    return redis;
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
    Path configuration = directory.resolve("redis.conf");
    Files.writeString(
        configuration,
        """
        bind %s
        port %d
        requirepass %s
        dir "%s"
        pidfile "%s"
        logfile "%s"
        daemonize yes
        databases 256
        appendonly yes
        appendfsync everysec
        save ""
        """
            .formatted(bound(), port, password(), directory, pidFile(), log));
    ServerProcess.run(List.of(Binaries.redis().toString(), configuration.toString()), log);
    awaitAnswer();
  }

  /** How the program reaches it. */
  public RedisConfiguration configuration(RedisConfiguration like) {
    return like.at(URI.create(uri()), new Secret(password()));
  }

  String uri() {
    return "redis://" + host + ":" + port + "/0";
  }

  private String bound() {
    return host.equals(EmbeddedServers.LOOPBACK)
        ? EmbeddedServers.LOOPBACK
        : EmbeddedServers.LOOPBACK + " " + host;
  }

  private void awaitAnswer() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!answers()) {
      if (System.nanoTime() > deadline) {
        throw new IOException("Redis did not start: see " + log);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private boolean answers() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String commands = "AUTH " + password() + "\r\nPING\r\nQUIT\r\n";
      socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return answer.contains("+PONG");
    } catch (IOException e) {
      LOG.trace("Redis does not listen yet", e);
      return false;
    }
  }

  private void stop() throws IOException {
    ServerProcess.named(pidFile(), "redis-server")
        .ifPresent(process -> ServerProcess.end(process, 10));
  }

  @Override
  public void close() throws IOException {
    stop();
  }

  private Path pidFile() {
    return directory.resolve("redis.pid");
  }

  private String password() {
    try {
      return Files.readString(passwordFile);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
