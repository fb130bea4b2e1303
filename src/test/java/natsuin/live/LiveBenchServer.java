package natsuin.live;

import com.sun.management.OperatingSystemMXBean;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import natsuin.bus.Announcements;
import natsuin.bus.Channel;
import natsuin.bus.ChannelName;
import natsuin.contracts.Counter;
import natsuin.kernel.Portal;
import natsuin.kernel.StaffRole;
import natsuin.kernel.UserRole;
import natsuin.sessions.Sessions;
import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Branch;
import natsuin.vault.KeyedHash;

/**
 * The server's side of {@code bin/bench live}, a process of its own, so that its CPU time is that
 * of the server: a whole node on real PostgreSQL and Redis, and beside it a bare Vert.x server.
 * Says what it is in one line of JSON, then obeys lines: {@code ours RATE SECONDS}, {@code bare
 * RATE SECONDS}, {@code idle 0 SECONDS}; each is answered with the CPU time and a file of when what
 * was published.
 */
public final class LiveBenchServer {
  private final PrintStream out;
  private final World world = new World().with("sessions.idle", "24 h");
  private final List<String> topics = new ArrayList<>();
  private final List<String> subjects = new ArrayList<>();
  private final Map<String, Long> published = new ConcurrentHashMap<>();
  private final BareServer bare = new BareServer(Vertx.vertx());

  private LiveBenchServer(PrintStream out) {
    this.out = out;
  }

  /** {@code SESSIONS BRANCHES}. */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = System.out;
    System.setOut(System.err); // the logs
    ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("natsuin.access"))
        .setLevel(ch.qos.logback.classic.Level.WARN);
    var server = new LiveBenchServer(out);
    server.world.beforeAll(null);
    server.open(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    server.obey();
    System.exit(0);
  }

  private void open(int sockets, int branches) {
    var counter = new Counter(world);
    JsonArray cookies = new JsonArray();
    for (int i = 0; i < branches; i++) {
      Branch branch = counter.people().branch();
      People.Clerk clerk = counter.people().clerk(branch, StaffRole.OFFICER);
      var signer = counter.signer(branch, UserRole.REPRESENTATIVE);
      var contract = counter.contract(new Browser(world).loggedIn(clerk), signer);
      topics.add("branch:" + branch.id());
      subjects.add(contract.getString("id"));
      for (int n = i; n < sockets; n += branches) {
        cookies.add(session(clerk.id()));
      }
    }
    JsonObject said =
        new JsonObject()
            .put("port", world.node().configuration().http().port())
            .put("bare", bare.listen())
            .put("topics", new JsonArray(topics))
            .put("cookies", cookies);
    out.println(said.encode());
    out.flush();
  }

  /** One session a socket, as with screens all over the branches, without its second factor. */
  private String session(UUID clerk) {
    var node = world.node();
    byte[] key =
        new KeyedHash(node.keys().master(), "sessions").of("jwt".getBytes(StandardCharsets.UTF_8));
    var sessions =
        new Sessions(
            node.vertx(),
            node.database(),
            world.clock(),
            node.configuration().sessions(),
            key,
            new Announcements());
    return node.database().tx(tx -> sessions.start(tx, Portal.STAFF, clerk)).await().token();
  }

  private void obey() throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var node = world.node();
    var history = new LiveHistory(node.redis());
    var channel = new Channel<>(node.vertx(), ChannelName.LIVE, new LiveChannel());
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      published.clear();
      long cpu = cpu();
      long start = System.nanoTime();
      long events = Long.parseLong(words[1]) * Long.parseLong(words[2]);
      if (words[0].equals("idle")) {
        LockSupport.parkNanos(Long.parseLong(words[2]) * 1_000_000_000L);
      }
      for (int i = 0; i < events; i++) {
        waitUntil(start + i * 1_000_000_000L / Long.parseLong(words[1]));
        int which = i % topics.size();
        if (words[0].equals("ours")) {
          publish(history, channel, which);
        } else {
          published.put(bare.publish(topics.get(which), words[3]), System.nanoTime());
        }
      }
      waitUntil(System.nanoTime() + 500_000_000L); // the last ones are still on their way
      report(cpu() - cpu);
    }
  }

  /** As the room's own publisher does it. */
  private void publish(LiveHistory history, Channel<LiveEvent> channel, int which) {
    long now = System.nanoTime();
    history
        .append(topics.get(which), subjects.get(which))
        .onSuccess(
            event -> {
              published.put(event.topic() + " " + event.seq(), now);
              channel.publish(event);
            });
  }

  private void report(long cpu) throws IOException {
    Path file = Files.createTempFile("live", ".published");
    List<String> lines = new ArrayList<>();
    published.forEach((what, when) -> lines.add(what + " " + when));
    Files.write(file, lines);
    out.println(cpu + " " + file);
    out.flush();
  }

  private static void waitUntil(long nanoTime) {
    for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
