package natsuin.demo;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import natsuin.bench.BenchTable;
import natsuin.bench.LiveCrowd;
import natsuin.boot.embedded.OneMachine;
import natsuin.kernel.StaffRole;
import org.HdrHistogram.Histogram;

/**
 * From an act on one node to sockets there and on another (LIVE-1): an officer takes a contract
 * that was refused into his care and lays it down again; from his request's beginning to the frame.
 */
final class ClusterLive {
  private static final int SOCKETS = Integer.getInteger("bench.sockets", 100);
  private static final int ACTS = Integer.getInteger("bench.acts", 400);
  private static final int WARM_UP = 150;
  private static final long PAUSE_MS = 30;

  private static final DemoPeople.Staff STAFF =
      DemoPeople.STAFF.stream()
          .filter(staff -> staff.branch().equals(DemoPeople.MINATO))
          .filter(staff -> staff.role() == StaffRole.OFFICER)
          .findFirst()
          .orElseThrow();

  private final OneMachine machine;
  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient http = HttpClient.newHttpClient();
  private final Browser officer;
  private final Histogram here = new Histogram(60_000_000L, 3);
  private final Histogram there = new Histogram(60_000_000L, 3);
  private final Histogram later = new Histogram(60_000_000L, 3);
  private int missingHere;
  private int missingThere;

  ClusterLive(OneMachine machine, Load load) {
    this.machine = machine;
    this.officer = load.loggedIn(new Browser(machine.address(), "ja", cookies), STAFF);
  }

  BenchTable measure(PrintStream progress) throws Exception {
    String topic = "branch:" + STAFF.branch().id();
    var vertx = Vertx.vertx();
    try {
      progress.println("Live events from one node to another");
      var same = crowd(vertx, machine.nodes().getFirst().address(), topic);
      var other = crowd(vertx, machine.nodes().getLast().address(), topic);
      URI care = care();
      for (int i = 0; i < WARM_UP + ACTS; i++) {
        if (i == WARM_UP) {
          List.of(here, there, later).forEach(Histogram::reset);
          missingHere = 0;
          missingThere = 0;
        }
        act(care, i % 2 == 0 ? "POST" : "DELETE", same, other);
      }
    } finally {
      vertx.close().await();
    }
    var table =
        new BenchTable(
            "%d acts on node A, %d sockets on A and %d on B, nodes not bound"
                .formatted(ACTS, SOCKETS, SOCKETS),
            "from the request to",
            "p50 ms",
            "p99 ms",
            "missing");
    row(table, "sockets on A", here, missingHere);
    row(table, "sockets on B", there, missingThere);
    table.row("last on B after last on A", millis(later, 50), millis(later, 99), "–");
    return table;
  }

  private static void row(BenchTable table, String name, Histogram micros, int missing) {
    table.row(name, millis(micros, 50), millis(micros, 99), missing);
  }

  private static double millis(Histogram micros, double percentile) {
    return micros.getValueAtPercentile(percentile) / 1e3;
  }

  private LiveCrowd crowd(Vertx vertx, URI node, String topic) throws InterruptedException {
    var crowd = new LiveCrowd(vertx, node.getPort());
    var seat = new LiveCrowd.Seat(topic, "/api/live?portal=staff", session(), true);
    crowd.connect(Collections.nCopies(SOCKETS, seat));
    await().atMost(Duration.ofMinutes(1)).until(() -> crowd.begun.get() == SOCKETS);
    return crowd;
  }

  private String session() {
    return cookies.getCookieStore().getCookies().stream()
        .filter(each -> each.getName().equals("natsuin_staff"))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElseThrow();
  }

  /** That of the contract which its signer refused. */
  private URI care() {
    var rows = officer.get("/api/staff/dashboard").getJsonArray("rows");
    String contract =
        rows.stream()
            .map(JsonObject.class::cast)
            .filter(row -> row.getJsonObject("trouble") != null)
            .map(row -> row.getString("id"))
            .findFirst()
            .orElseThrow();
    return machine
        .nodes()
        .getFirst()
        .address()
        .resolve("/api/staff/contracts/" + contract + "/care");
  }

  private void act(URI care, String method, LiveCrowd same, LiveCrowd other)
      throws IOException, InterruptedException {
    same.arrivals.clear();
    other.arrivals.clear();
    long begun = System.nanoTime();
    var request =
        HttpRequest.newBuilder(care)
            .header("Cookie", "natsuin_staff=" + session())
            .method(method, BodyPublishers.noBody())
            .build();
    int status = http.send(request, BodyHandlers.discarding()).statusCode();
    if (status != 200) {
      throw new IllegalStateException(method + " " + care + ": " + status);
    }
    long end = begun + TimeUnit.SECONDS.toNanos(3);
    while ((same.arrivals.size() < SOCKETS || other.arrivals.size() < SOCKETS)
        && System.nanoTime() < end) {
      LockSupport.parkNanos(1_000_000);
    }
    missingHere += SOCKETS - same.arrivals.size();
    missingThere += SOCKETS - other.arrivals.size();
    long difference = last(other, begun, there) - last(same, begun, here);
    later.recordValue(Math.max(0, difference));
    LockSupport.parkNanos(
        TimeUnit.MILLISECONDS.toNanos(PAUSE_MS + ThreadLocalRandom.current().nextLong(PAUSE_MS)));
  }

  /** Microseconds until the last of them had it. */
  private long last(LiveCrowd crowd, long begun, Histogram micros) {
    long last = 0;
    for (var arrival : crowd.arrivals) {
      long took = (arrival.nanoTime() - begun) / 1000;
      micros.recordValue(took);
      last = Math.max(last, took);
    }
    return last;
  }
}
