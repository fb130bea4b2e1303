package natsuin.demo;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import natsuin.kernel.FreePort;

/** The whole program in a process of its own, with everything embedded, to be killed. */
final class ForkedNode implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Path data;
  private final Path settings;
  private final int port = FreePort.onLoopback();
  private final int httpsPort = FreePort.onLoopback();
  private Process process;

  ForkedNode(Path data, URI timestampAuthority) {
    this(
        data,
        """
        signing:
          lease: 2 s
          retry-first: 100 ms
          retry-longest: 300 ms
          timestamp-timeout: 30 s
          timestamp-authorities: [ "%s" ]
        """
            .formatted(timestampAuthority));
  }

  /** With these settings beside its ports. */
  ForkedNode(Path data, String yaml) {
    this.data = data;
    this.settings = data.resolveSibling(data.getFileName() + ".yaml");
    write("http: { https-port: %d }%n%s".formatted(httpsPort, yaml));
    this.process = launch();
  }

  URI base() {
    return URI.create("http://localhost:" + port);
  }

  /** As kill -9 does: nothing is told, nothing is finished. */
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void startAgain() {
    process = launch();
    awaitReady();
  }

  void awaitReady() {
    await().atMost(START).until(this::ready);
  }

  private boolean ready() {
    if (!process.isAlive()) {
      throw new AssertionError("the program ended: see " + log());
    }
    try {
      var request = HttpRequest.newBuilder(base().resolve("/health/ready")).build();
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Process launch() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.matches("--(add|enable|sun)-.*"))
        .forEach(command::add);
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    command.addAll(List.of("-Xmx1g", "-Duser.timezone=Asia/Tokyo", "-cp", classes, "natsuin.Main"));
    command.addAll(
        Stream.of("--config", settings, "--data", data, "--http", port)
            .map(String::valueOf)
            .toList());
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that it said. */
  Path log() {
    return data.resolveSibling(data.getFileName() + ".log");
  }

  private void write(String yaml) {
    try {
      Files.createDirectories(data.toAbsolutePath().getParent());
      Files.writeString(settings, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
