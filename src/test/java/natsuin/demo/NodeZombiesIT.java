package natsuin.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import natsuin.boot.embedded.Networks;
import natsuin.boot.embedded.NodeProcess;
import natsuin.demo.Hold.Place;
import natsuin.uploads.Samples;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** OPS-1, OPS-2: one of three nodes under load stands still, or is cut off, and comes back. */
@Tag("faults")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodeZombiesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration STANDSTILL = Duration.ofSeconds(90);
  private static final Duration CUT = Duration.ofSeconds(30);

  /** Hazelcast takes off who stands still for 30 s. */
  private static final Duration TAKEN_OFF = Duration.ofSeconds(25);

  private static UnderLoad people;
  private static Truth truth;

  @BeforeAll
  static void start() throws Exception {
    people = UnderLoad.apart(new JsonObject());
    truth = people.truth();
    Hold.prepare(truth.database());
  }

  @AfterAll
  static void stop() throws Exception {
    people.close();
  }

  @Order(1)
  @Test
  @DisplayName(
      "OPS-2, Fault: a node stands still for 90 s with a signature, a certificate and a file under"
          + " scan in its hands: others finish all, and nothing changes when it goes on with its"
          + " old leases")
  void zombie() throws Exception {
    var applicant = new Applicant(people.machine().address(), truth.database());
    applicant.registersPin();
    var newcomer = new Newcomer(people.machine().address());
    Recovery recovery;
    NodeProcess node;
    UUID job;
    UUID file;
    try (var issue = Hold.at(truth.database(), Place.ISSUE_CERTIFYING)) {
      applicant.presses();
      var held = issue.awaitHeld();
      node = people.node(held.node());
      try (var scan = Hold.at(truth.database(), Place.SCAN_CLAIMED, held.node());
          var signature = Hold.at(truth.database(), Place.SIGNING_TIMESTAMPED, held.node())) {
        file = underScan(newcomer, scan);
        job = UUID.fromString(signature.awaitHeld().subject());
        recovery = Recovery.from("SIGSTOP for 90 s", people);
        node.freeze();
      }
    }
    long frozen = System.nanoTime();
    try {
      // a node that were pulled now would take with it what only the frozen one has a copy of
      await().atMost(TAKEN_OFF).until(() -> others(node).stream().noneMatch(NodeZombiesIT::isSafe));
      await()
          .atMost(PATIENCE)
          .until(() -> isDone(job) && applicant.hasCertificate() && isClean(file));
      recovery.affectedWhole();
      people.getsOn();
      wait(STANDSTILL.minusNanos(System.nanoTime() - frozen));
    } finally {
      var before = traces(job, applicant, file);
      node.thaw();
      recovery.mended();
      people.awaitWhole();
      assertThat(traces(job, applicant, file))
          .as("what the zombie found finished")
          .isEqualTo(before);
    }
    recovery.whole();
    assertThat(applicant.validCertificates()).isEqualTo(1);
    newcomer.deletes(file.toString());
    truth.holds();
  }

  @Order(2)
  @Test
  @DisplayName(
      "OPS-1, Fault: a node is cut off from the other nodes, not from the servers: nothing fails,"
          + " no event is missed, and they are one cluster again")
  void cutFromNodes() throws Exception {
    var networks = people.machine().networks().orElseThrow();
    var node = people.machine().nodes().get(1);
    var others = others(node);
    var recovery = Recovery.from("cut off from the other nodes", people);
    for (var other : others) {
      networks.cut(node.number(), other.address().getHost());
    }
    wait(CUT);
    people.getsOn();
    recovery.affectedWhole();
    for (var other : others) {
      networks.heal(node.number(), other.address().getHost());
    }
    recovery.mended();
    people.awaitWhole();
    recovery.whole();
    truth.holds();
  }

  @Order(3)
  @Test
  @DisplayName(
      "OPS-3, LIVE-2, Fault: a node is cut off from all servers, not from the other nodes: who is"
          + " at it goes to others, those who watch too, and it comes back by itself")
  void cutFromServers() throws Exception {
    var networks = people.machine().networks().orElseThrow();
    UUID job;
    NodeProcess node;
    Recovery recovery;
    try (var hold = Hold.at(truth.database(), Place.SIGNING_EMBEDDED)) {
      var held = hold.awaitHeld();
      job = UUID.fromString(held.subject());
      node = people.node(held.node());
      recovery = Recovery.from("cut off from PostgreSQL, Redis, mail and scanner", people);
      networks.cut(node.number(), Networks.HOST);
    }
    try {
      await().atMost(PATIENCE).until(() -> isDone(job));
      recovery.affectedWhole();
      people.getsOn();
      await().atMost(PATIENCE).until(() -> sockets(others(node)) == UnderLoad.WATCHERS);
      wait(CUT);
    } finally {
      networks.heal(node.number(), Networks.HOST);
    }
    recovery.mended();
    people.awaitWhole();
    recovery.whole();
    truth.holds();
  }

  private static List<NodeProcess> others(NodeProcess node) {
    return people.machine().nodes().stream().filter(each -> each != node).toList();
  }

  private static boolean isSafe(NodeProcess node) {
    return metric(node, "natsuin_cluster_safe") == 1;
  }

  private static int sockets(List<NodeProcess> nodes) {
    return nodes.stream().mapToInt(node -> metric(node, "natsuin_live_sockets")).sum();
  }

  private static int metric(NodeProcess node, String name) {
    var request = HttpRequest.newBuilder(node.address().resolve("/metrics")).build();
    try (var client = HttpClient.newHttpClient()) {
      return client
          .send(request, BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith(name + " "))
          .map(line -> Double.parseDouble(line.substring(name.length() + 1)))
          .findFirst()
          .orElseThrow()
          .intValue();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isClean(UUID file) {
    return truth.says("select state = 'clean' from uploaded_file where id = $1", file);
  }

  /** Sends files until one is in the hands of the node that the hold waits for. */
  private static UUID underScan(Newcomer newcomer, Hold hold) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> {
              var name = UUID.randomUUID() + ".png";
              var file = UUID.fromString(newcomer.sends(name, Samples.picture("png")));
              await().atMost(PATIENCE).until(() -> hold.isHeld() || isClean(file));
              if (!hold.isHeld()) {
                newcomer.deletes(file.toString());
                return Optional.<UUID>empty();
              }
              return Optional.of(file);
            },
            Optional::isPresent)
        .orElseThrow();
  }

  private static boolean isDone(UUID job) {
    return truth.says("select state = 'done' from signing_job where id = $1", job);
  }

  /** Every row that could bear the mark of a write, with the transaction that wrote it last. */
  private static List<String> traces(UUID job, Applicant applicant, UUID file) {
    return truth.texts(
        """
        select concat_ws(' ', 'job', xmin, state, fence) from signing_job where id = $1
        union all
        select concat_ws(' ', 'signature', xmin, state, stage, fence, revision) from signature
        where job_id = $1
        union all
        select concat_ws(' ', 'revision', r.xmin, r.document_id, r.revision)
        from document_revision r join signature s on s.document_id = r.document_id
        where s.job_id = $1
        union all
        select concat_ws(' ', 'credential', xmin, id, state) from credential where user_id = $2
        union all
        select concat_ws(' ', 'certificate', xmin, serial, state) from certificate where user_id = $2
        union all
        select concat_ws(' ', 'file', xmin, id, state) from uploaded_file where id = $3
        order by 1
        """,
        job,
        applicant.id(),
        file);
  }

  private static void wait(Duration how) {
    long end = System.nanoTime() + how.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
