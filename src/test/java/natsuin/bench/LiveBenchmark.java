package natsuin.bench;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Live at scale (LIVE-1, LIVE-3): thousands of sockets, each with a session of its own, on the
 * topics of twenty branches; changes published at a rate, first through a whole node (number from
 * Redis, bus, rows from PostgreSQL, order, rights), then the same bytes by a bare Vert.x server to
 * as many sockets, in turns. CPU time is that of the server's process, PostgreSQL and Redis not
 * counted; latency goes from the moment of publishing in the server to the moment a reader in
 * another process has the frame.
 */
final class LiveBenchmark implements Benchmark {
  private static final int BRANCHES = Integer.getInteger("bench.branches", 20);
  private static final int RATE = Integer.getInteger("bench.rate", 50);
  private static final int SECONDS = Integer.getInteger("bench.seconds", 8);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final String SOCKETS = System.getProperty("bench.sockets", "1000,5000");

  @Override
  public List<BenchTable> run(PrintStream progress) throws Exception {
    var table =
        new BenchTable(
            "%d branches, %d changes a second, %d × %d s each in turns"
                .formatted(BRANCHES, RATE, ROUNDS, SECONDS),
            "sockets",
            "server",
            "frames",
            "messages/s",
            "messages/s per core",
            "p50 ms",
            "p99 ms",
            "of bare",
            "missing");
    for (String sockets : SOCKETS.split(",", -1)) {
      measure(Integer.parseInt(sockets), table, progress);
    }
    return List.of(table);
  }

  /** What came of all slots of one server. */
  private static final class Sum {
    final Histogram micros = new Histogram(60_000_000L, 3);
    long cpuNanos;
    long frames;
    long messages;
    long expected;

    double perCore() {
      return messages * 1e9 / cpuNanos;
    }
  }

  private static void measure(int sockets, BenchTable table, PrintStream progress)
      throws Exception {
    Process server = start(sockets);
    Vertx vertx = Vertx.vertx();
    try (var answers =
            new BufferedReader(
                new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        var orders = new PrintWriter(server.getOutputStream(), true, StandardCharsets.UTF_8)) {
      progress.println("Making people and sessions for " + sockets + " sockets");
      JsonObject said = new JsonObject(answers.readLine());
      LiveCrowd ours = new LiveCrowd(vertx, said.getInteger("port"));
      LiveCrowd bare = new LiveCrowd(vertx, said.getInteger("bare"));
      progress.println("Connecting");
      long start = System.nanoTime();
      ours.connect(seats(said, true));
      bare.connect(seats(said, false));
      awaitUntil(ours, sockets);
      awaitUntil(bare, sockets);
      progress.printf("All there after %.1f s%n", (System.nanoTime() - start) / 1e9);
      Sum ourSum = new Sum();
      Sum bareSum = new Sum();
      slot("ours %d %d".formatted(RATE, 3), answers, orders, ours, sockets, new Sum());
      Path template = Files.createTempFile("live", ".frame");
      Files.writeString(template, ours.lastEvent.get());
      String bareOrder = "bare %d %d " + template;
      slot(bareOrder.formatted(RATE, 3), answers, orders, bare, sockets, new Sum());
      for (int round = 0; round < ROUNDS; round++) {
        progress.println("Round " + (round + 1));
        slot("ours %d %d".formatted(RATE, SECONDS), answers, orders, ours, sockets, ourSum);
        slot(bareOrder.formatted(RATE, SECONDS), answers, orders, bare, sockets, bareSum);
      }
      String bytes = Files.size(template) + " bytes each";
      row(table, sockets + ", " + bytes, "Natsuin", ourSum, bareSum);
      row(table, sockets + ", " + bytes, "bare Vert.x", bareSum, bareSum);
    } finally {
      vertx.close().await();
      server.destroy();
      server.waitFor(20, TimeUnit.SECONDS);
    }
  }

  private static void row(BenchTable table, String sockets, String server, Sum sum, Sum bare) {
    table.row(
        sockets,
        server,
        sum.frames,
        (double) sum.messages / (ROUNDS * SECONDS),
        sum.perCore(),
        sum.micros.getValueAtPercentile(50) / 1e3,
        sum.micros.getValueAtPercentile(99) / 1e3,
        "%.2f".formatted(sum.perCore() / bare.perCore()),
        sum.expected - sum.messages);
  }

  private static List<LiveCrowd.Seat> seats(JsonObject said, boolean ours) {
    List<LiveCrowd.Seat> seats = new ArrayList<>();
    var topics = said.getJsonArray("topics");
    var cookies = said.getJsonArray("cookies");
    int each = cookies.size() / topics.size();
    for (int i = 0; i < cookies.size(); i++) {
      String topic = topics.getString(i / each);
      String path = ours ? "/api/live?portal=staff" : "/" + topic;
      seats.add(new LiveCrowd.Seat(topic, path, cookies.getString(i), ours));
    }
    return seats;
  }

  /**
   * Several changes that came in one frame count as so many messages: the reader knows them all.
   */
  private static void slot(
      String order,
      BufferedReader answers,
      PrintWriter orders,
      LiveCrowd crowd,
      int sockets,
      Sum sum)
      throws IOException {
    crowd.arrivals.clear();
    orders.println(order);
    String[] answer = answers.readLine().split(" ", -1);
    sum.cpuNanos += Long.parseLong(answer[0]);
    Map<String, Map<Long, Long>> published = new HashMap<>();
    try (Stream<String> lines = Files.lines(Path.of(answer[1]))) {
      lines
          .map(line -> line.split(" ", -1))
          .forEach(
              words ->
                  published
                      .computeIfAbsent(words[0], topic -> new HashMap<>())
                      .put(Long.parseLong(words[1]), Long.parseLong(words[2])));
    }
    long events = published.values().stream().mapToLong(Map::size).sum();
    sum.expected += events * (sockets / BRANCHES);
    for (LiveCrowd.Arrival arrival : crowd.arrivals) {
      sum.frames++;
      for (long seq = arrival.after() + 1; seq <= arrival.seq(); seq++) {
        Long when = published.getOrDefault(arrival.topic(), Map.of()).get(seq);
        if (when != null) {
          sum.messages++;
          sum.micros.recordValue(Math.max(0, (arrival.nanoTime() - when) / 1000));
        }
      }
    }
    Files.delete(Path.of(answer[1]));
  }

  private static Process start(int sockets) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-Xmx"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx2g",
            "-cp",
            System.getProperty("java.class.path"),
            "natsuin.live.LiveBenchServer",
            Integer.toString(sockets),
            Integer.toString(BRANCHES)));
    return new ProcessBuilder(command)
        .redirectError(Path.of("target", "live-bench.log").toFile())
        .start();
  }

  private static void awaitUntil(LiveCrowd crowd, int sockets) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (crowd.begun.get() < sockets) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "%d of %d are there; lost: %s"
                .formatted(crowd.begun.get(), sockets, Set.copyOf(crowd.lost)));
      }
      LockSupport.parkNanos(50_000_000);
    }
  }
}
