package natsuin.boot.embedded;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import natsuin.kernel.FreePort;

/** The program as {@code bin/dev} runs it: a process of its own, to be killed. */
final class BinDev implements AutoCloseable {
  private final Path data;
  private final int http;
  private final Process process;
  private final Duration untilReady;

  private BinDev(Path data, int http, Process process, Duration untilReady) {
    this.data = data;
    this.http = http;
    this.process = process;
    this.untilReady = untilReady;
  }

  static BinDev start(Path data) throws IOException {
    int http = FreePort.onLoopback();
    var process = launch(data, http);
    long start = System.nanoTime();
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> !process.isAlive() || ready(http));
    if (!process.isAlive()) {
      throw new IOException(Files.readString(log(data)));
    }
    return new BinDev(data, http, process, Duration.ofNanos(System.nanoTime() - start));
  }

  /** Starts, and gets the signal to stop as soon as its servers are there; their process ids. */
  static List<Long> stoppedWhileStarting(Path data) throws IOException {
    int http = FreePort.onLoopback();
    try (var starting = new BinDev(data, http, launch(data, http), Duration.ZERO)) {
      return await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(20))
          .ignoreExceptions()
          .until(starting::servers, servers -> true);
    }
  }

  /** Starts and expects the start to be refused; what it says. */
  static String refused(Path data) throws IOException, InterruptedException {
    Path log = data.resolveSibling("refused.log");
    var process = builder(data, FreePort.onLoopback()).redirectOutput(log.toFile()).start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("it started");
    }
    return Files.readString(log);
  }

  private static Process launch(Path data, int http) throws IOException {
    return builder(data, http)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log(data).toFile()))
        .start();
  }

  private static ProcessBuilder builder(Path data, int http) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ProcessHandle.current()
        .info()
        .arguments()
        .ifPresent(
            given ->
                List.of(given).stream()
                    .filter(a -> a.startsWith("--add-") || a.startsWith("--enable-native"))
                    .forEach(command::add));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "natsuin.Main",
            "--data",
            data.toString(),
            "--http",
            Integer.toString(http),
            "--https",
            Integer.toString(FreePort.onLoopback())));
    return new ProcessBuilder(command).redirectErrorStream(true).directory(new File("."));
  }

  private static Path log(Path data) {
    return data.resolveSibling(data.getFileName() + ".log");
  }

  Duration untilReady() {
    return untilReady;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return get(http, path);
  }

  /** The process ids of the servers beside it. */
  List<Long> servers() throws IOException {
    return List.of(pid("pg/postmaster.pid"), pid("redis/redis.pid"));
  }

  /** As the power cord: no shutdown hook runs. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long pid(String file) throws IOException {
    return Long.parseLong(Files.readAllLines(data.resolve(file)).getFirst().strip());
  }

  private static boolean ready(int port) throws InterruptedException {
    try {
      return get(port, "/health/ready").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static HttpResponse<String> get(int port, String path)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
