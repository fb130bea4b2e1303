package natsuin.boot.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import natsuin.kernel.FreePort;
import org.awaitility.Awaitility;

/** A Redis of one test, as it comes: without password, nothing kept; whatever is done to it. */
public final class OwnRedis implements AutoCloseable {
  /** What its Sentinel calls it. */
  public static final String MASTER = "one";

  private final Path directory;
  private final int port = FreePort.onLoopback();
  private final Process process;

  /** Starts it in this directory. */
  public OwnRedis(Path directory) throws IOException {
    this(directory, "save 3600 1");
  }

  /** A Sentinel that watches it, and nothing else. */
  public static OwnRedis sentinel(Path directory, OwnRedis watched) throws IOException {
    return new OwnRedis(
        directory,
        "sentinel monitor %s 127.0.0.1 %d 1".formatted(MASTER, watched.port()),
        "--sentinel");
  }

  private OwnRedis(Path directory, String setting, String... arguments) throws IOException {
    this.directory = Files.createDirectories(directory);
    Path file =
        Files.writeString(
            directory.resolve("redis.conf"),
            "bind 127.0.0.1\nport %d\ndir %s\n%s\n".formatted(port, directory, setting));
    var command = new ArrayList<>(List.of(Binaries.redis().toString(), file.toString()));
    command.addAll(List.of(arguments));
    this.process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    Awaitility.await().ignoreExceptions().until(() -> command("ping").contains("PONG"));
  }

  /** Where it listens, on the loopback. */
  public int port() {
    return port;
  }

  /** As configuration has it. */
  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /** What it answers. */
  public String command(String words) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String commands = words + "\r\nquit\r\n";
      socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  /** Bytes in use. */
  public long used() throws IOException {
    String line =
        command("info memory")
            .lines()
            .filter(each -> each.startsWith("used_memory:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.substring("used_memory:".length()).strip());
  }

  /** Where its file would be is something that no file can take the place of. */
  public void failsToSave() throws IOException {
    Files.createDirectories(directory.resolve("dump.rdb"));
    command("bgsave");
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> command("info persistence").contains("rdb_last_bgsave_status:err"));
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
