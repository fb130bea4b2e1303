package natsuin.boot.embedded;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One node as a program of its own, that can be stopped, killed, and started again. */
public final class NodeProcess {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  private static final long STOP_SECONDS = 60;
  private static final Path FALSE_TIME =
      Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");

  private final int number;
  private final Place place;
  private final Path settings;
  private final Path log;
  private final Path pid;
  private String before = "";
  private @Nullable Process process;
  private boolean started;

  /**
   * Where a node listens.
   *
   * @param host its address, private to this machine
   * @param prefix what stands before its command: another network, or nothing
   */
  record Place(String host, int http, int https, int cluster, int bus, List<String> prefix) {
    URI plain() {
      return URI.create("http://" + host + ":" + http);
    }

    String member() {
      return host + ":" + cluster;
    }
  }

  NodeProcess(int number, Place place, Path directory) {
    this.number = number;
    this.place = place;
    this.settings = directory.resolve("node-" + number + ".yaml");
    this.log = directory.resolve("node-" + number + ".log");
    this.pid = directory.resolve("node-" + number + ".pid");
  }

  /** Counted from 1. */
  public int number() {
    return number;
  }

  Place place() {
    return place;
  }

  /** Its own address, past the proxy. */
  public URI address() {
    return place.plain();
  }

  /** What it writes while it runs. */
  public Path log() {
    return log;
  }

  /** Its configuration from the next start on. */
  void configure(JsonObject common, List<String> members) throws IOException {
    var http =
        new JsonObject()
            .put("host", place.host())
            .put("port", place.http())
            .put("https-port", place.https());
    var cluster =
        new JsonObject()
            .put("host", place.host())
            .put("port", place.cluster())
            .put("bus-port", place.bus())
            .put("members", new JsonArray(members));
    var all =
        common.copy().mergeIn(new JsonObject().put("http", http).put("cluster", cluster), true);
    Files.writeString(settings, all.encodePrettily());
  }

  /** From the next start on these stand before its classes: another version's. */
  public void with(Path... places) {
    before =
        Arrays.stream(places)
            .map(place -> place + File.pathSeparator)
            .collect(Collectors.joining());
  }

  /** Starts it, with further options of the Java machine. */
  public void start(String... options) throws IOException {
    start(List.of(), options);
  }

  /**
   * Starts it with a machine's clock that is wrong, as far as this program sees it; its monotonic
   * clock is right, as after somebody has turned the hands.
   *
   * @param ahead in seconds; negative: behind
   */
  public void startWithClock(long ahead) throws IOException {
    if (!Files.exists(FALSE_TIME)) {
      throw new IOException(
          "libfaketime is needed to turn a node's clock: apt install libfaketime");
    }
    start(
        List.of(
            "env",
            "LD_PRELOAD=" + FALSE_TIME,
            "FAKETIME=%+ds".formatted(ahead),
            "FAKETIME_DONT_FAKE_MONOTONIC=1",
            "FAKETIME_FORCE_MONOTONIC_FIX=0")); // waits by the monotonic clock would end at once
  }

  private void start(List<String> prefix, String... options) throws IOException {
    var command = new ArrayList<>(place.prefix());
    command.addAll(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-") || option.startsWith("--enable-"))
        .forEach(command::add);
    command.addAll(List.of("-Xmx1g", "-Duser.timezone=Asia/Tokyo"));
    command.addAll(List.of(options));
    String classes =
        before
            + System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    command.addAll(List.of("-cp", classes, "natsuin.Main", "--config", settings.toString()));
    started = true;
    process = ServerProcess.launch(command, log, pid, "java");
  }

  /** Whether it takes requests. */
  public boolean isReady() {
    return isReady(address());
  }

  /** Whether somebody there takes requests. */
  static boolean isReady(URI address) {
    try {
      var request =
          HttpRequest.newBuilder(address.resolve("/health/ready"))
              .timeout(Duration.ofSeconds(3))
              .build();
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Whether it was started and not stopped since. */
  boolean isStarted() {
    return started;
  }

  /** Whether its program runs. */
  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** The number of its process; 0 before its first start. */
  public long process() {
    return process == null ? 0 : process.pid();
  }

  /** Asks it to go; returns at once. */
  void leave() {
    started = false;
    if (process != null) {
      process.destroy();
    }
  }

  /** Asks it to go, and waits until it is gone (OPS-6). */
  public void stop() throws InterruptedException {
    leave();
    if (process != null && !process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      kill();
    }
  }

  /** As {@code kill -9} does: nothing is told, nothing is finished. */
  public void kill() throws InterruptedException {
    started = false;
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  /** Freezes it as it is ({@code SIGSTOP}). */
  public void freeze() throws IOException {
    signal("STOP");
  }

  /** Lets it go on ({@code SIGCONT}). */
  public void thaw() throws IOException {
    signal("CONT");
  }

  private void signal(String name) throws IOException {
    if (process != null) {
      ServerProcess.run(List.of("kill", "-" + name, Long.toString(process.pid())), log);
    }
  }
}
