package natsuin.boot.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import natsuin.kernel.FreePort;
import natsuin.kernel.Secret;
import natsuin.redis.RedisConfiguration;
import org.apache.commons.io.FileUtils;
import org.awaitility.Awaitility;

/** Two real Redis servers, master and replica, and three Sentinels; passwords on all of them. */
public final class RedisWithSentinels implements AutoCloseable {
  private static final String SERVERS = "password-of-servers";
  private static final String SENTINELS = "password-of-sentinels";
  private static final int SERVER_COUNT = 2;
  private static final int ALL = 5;

  private final Path directory;
  private final List<Integer> ports =
      IntStream.range(0, ALL).mapToObj(i -> FreePort.onLoopback()).toList();

  private RedisWithSentinels(Path directory) {
    this.directory = directory;
  }

  /** Starts all five anew in this directory. */
  public static RedisWithSentinels start(Path directory) {
    try {
      FileUtils.deleteDirectory(directory.toFile());
      var redis = new RedisWithSentinels(Files.createDirectories(directory.toAbsolutePath()));
      redis.launch();
      return redis;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void launch() throws IOException {
    startServer(0, "");
    startServer(1, "replicaof 127.0.0.1 %d".formatted(ports.getFirst()));
    Awaitility.await()
        .until(() -> say(1, SERVERS, "INFO replication").contains("master_link_status:up"));
    for (int i = SERVER_COUNT; i < ALL; i++) {
      startSentinel(i);
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                IntStream.range(SERVER_COUNT, ALL)
                    .allMatch(
                        i -> say(i, SENTINELS, "SENTINEL CKQUORUM bank").contains("+OK 3 usable")));
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                IntStream.range(SERVER_COUNT, ALL)
                    .allMatch(
                        i -> say(i, SENTINELS, "INFO sentinel").contains("slaves=1,sentinels=3")));
  }

  private void startServer(int which, String more) throws IOException {
    launch(
        which,
        """
        requirepass %s
        masterauth %s
        save ""
        repl-ping-replica-period 1
        %s
        """
            .formatted(SERVERS, SERVERS, more));
  }

  private void startSentinel(int which) throws IOException {
    launch(
        which,
        """
        requirepass %s
        sentinel monitor bank 127.0.0.1 %d 2
        sentinel auth-pass bank %s
        sentinel down-after-milliseconds bank 1000
        sentinel failover-timeout bank 6000
        """
            .formatted(SENTINELS, ports.getFirst(), SERVERS),
        "--sentinel");
  }

  private void launch(int which, String settings, String... options) throws IOException {
    Path home = Files.createDirectories(directory.resolve("redis-" + which));
    Path file = home.resolve("redis.conf");
    Files.writeString(
        file,
        """
        bind 127.0.0.1
        port %d
        dir "%s"
        pidfile "%s"
        logfile "%s"
        daemonize yes
        """
                .formatted(ports.get(which), home, pidFile(which), home.resolve("log"))
            + settings);
    var command =
        Stream.concat(Stream.of(Binaries.redis().toString(), file.toString()), Stream.of(options));
    ServerProcess.run(command.toList(), directory.resolve("log"));
    String password = which < SERVER_COUNT ? SERVERS : SENTINELS;
    Awaitility.await().until(() -> say(which, password, "PING").contains("+PONG"));
  }

  /** How the program reaches them. */
  public RedisConfiguration configuration(RedisConfiguration like) {
    return new RedisConfiguration(
        ports.subList(SERVER_COUNT, ALL).stream()
            .map(port -> URI.create("redis://127.0.0.1:%d/3".formatted(port)))
            .toList(),
        new Secret(SERVERS),
        "bank",
        new Secret(SENTINELS),
        "",
        like.poolSize(),
        like.answerWithin());
  }

  /** Kills the first server. */
  public void killFirst() throws IOException {
    signal(0, "KILL");
    Awaitility.await().until(() -> ServerProcess.named(pidFile(0), "redis").isEmpty());
  }

  /** The first server stands still; its lines stay open. */
  public void freezeFirst() throws IOException {
    signal(0, "STOP");
  }

  /** And goes on where it stood. */
  public void thawFirst() throws IOException {
    signal(0, "CONT");
  }

  /** Kills one of the three Sentinels (0 to 2). */
  public void killSentinel(int which) throws IOException {
    signal(SERVER_COUNT + which, "KILL");
  }

  /** What the first (0) or second (1) server answers. */
  public String ask(int which, String command) {
    return say(which, SERVERS, command);
  }

  private void signal(int which, String signal) throws IOException {
    var process = ServerProcess.named(pidFile(which), "redis").orElseThrow();
    new Signals(directory.resolve("log")).send(signal, process);
  }

  private String say(int which, String password, String command) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), ports.get(which))) {
      socket.setSoTimeout(2000);
      String commands = "AUTH %s\r\n%s\r\nQUIT\r\n".formatted(password, command);
      socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private Path pidFile(int which) {
    return directory.resolve("redis-" + which).resolve("pid");
  }

  @Override
  public void close() {
    for (int which = ALL - 1; which >= 0; which--) {
      try {
        ServerProcess.named(pidFile(which), "redis")
            .ifPresent(
                process -> {
                  process.destroyForcibly();
                  process.onExit().join();
                });
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
