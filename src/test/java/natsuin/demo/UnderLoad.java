package natsuin.demo;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import natsuin.boot.embedded.NodeProcess;
import natsuin.boot.embedded.OneMachine;
import natsuin.kernel.FreePort;
import org.jspecify.annotations.Nullable;

/** Three nodes and people at work, while something happens to what is behind the nodes. */
final class UnderLoad implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  static final int WATCHERS = 12;

  /** People of a test write codes faster than anybody. */
  private static final String SETTINGS =
      """
      {"policies": {"guide": {"mypage": {"code": {"sends": 1000}}, "staff": {"code": {"sends": 1000}}}},
       "throttle": {"requests": 100000}}
      """;

  private final Path data;
  private final OneMachine machine;
  private final Load load;
  private @Nullable Truth truth;

  private UnderLoad(Path data, OneMachine machine, Load load) {
    this.data = data;
    this.machine = machine;
    this.load = load;
  }

  /** Of every node that these people work at. */
  static JsonObject settings() {
    return new JsonObject(SETTINGS);
  }

  /** A place for one run's data. */
  static Path place() {
    return Path.of("target", "machines", UUID.randomUUID().toString()).toAbsolutePath();
  }

  /** All are at work when this returns. */
  static UnderLoad start(Path data, UnaryOperator<JsonObject> otherwise)
      throws IOException, TimeoutException {
    return start(data, false, otherwise);
  }

  /** Each node in a network of its own, with these settings beside. */
  static UnderLoad apart(JsonObject settings) throws IOException, TimeoutException {
    return start(place(), true, given -> given.copy().mergeIn(settings, true));
  }

  private static UnderLoad start(Path data, boolean apart, UnaryOperator<JsonObject> otherwise)
      throws IOException, TimeoutException {
    var plan =
        new OneMachine.Plan(
            data, 3, FreePort.onLoopback(), FreePort.onLoopback(), apart, settings());
    var machine = OneMachine.start(plan, otherwise);
    try {
      var load =
          new Load(machine.address())
              .signing(DemoPeople.PRESIDENT, DemoPeople.SHOPKEEPER)
              .loggingIn(1, DemoPeople.GUARANTOR)
              .looking(1)
              .watching(WATCHERS);
      var all = new UnderLoad(data, machine, load);
      all.awaitWhole();
      all.truth = new Truth(all);
      return all;
    } catch (RuntimeException e) {
      machine.close();
      throw e;
    }
  }

  Path data() {
    return data;
  }

  OneMachine machine() {
    return machine;
  }

  /** The one with that address. */
  NodeProcess node(String host) {
    return machine.nodes().stream()
        .filter(node -> node.address().getHost().equals(host))
        .findFirst()
        .orElseThrow();
  }

  Load load() {
    return load;
  }

  Diary diary() {
    return load.diary();
  }

  /** So many more of these acts are done from now on. */
  void awaitMore(String kind, int count) {
    long before = acknowledged(kind);
    await().atMost(PATIENCE).until(() -> acknowledged(kind) >= before + count);
  }

  long acknowledged(String kind) {
    return diary().all(kind).filter(Diary.Act::acknowledged).count();
  }

  /** Nodes are ready, everybody gets on, every socket is open. */
  void awaitWhole() throws TimeoutException {
    machine.awaitReady();
    awaitMore(Load.LOGIN, 2);
    awaitMore(Load.SIGNED, 3);
    await().atMost(PATIENCE).until(() -> load.watchers().stream().allMatch(Watcher::isOpen));
  }

  /** Something that goes wrong. */
  interface Fault {
    void happens() throws Exception;
  }

  /** Its cause is taken away. */
  interface Mend {
    void happens() throws Exception;
  }

  /** The fault happens, is felt, and is mended; then all must be whole, and true. */
  void suffer(String name, Fault fault, Mend mend) throws Exception {
    var recovery = Recovery.from(name, this);
    try {
      fault.happens();
    } finally {
      mend.happens();
    }
    recovery.mended();
    awaitWhole();
    recovery.whole();
    truth().holds();
  }

  /** What must be true after any fault. */
  Truth truth() {
    if (truth == null) {
      throw new IllegalStateException("nobody is at work yet");
    }
    return truth;
  }

  /**
   * Everybody gets on, with whatever nodes there are; mails of that while are where they belong.
   */
  void getsOn() {
    awaitMore(Load.LOGIN, 1);
    awaitMore(Load.SIGNED, 1);
    await().atMost(PATIENCE).until(() -> load.watchers().stream().allMatch(Watcher::isOpen));
  }

  @Override
  public void close() throws IOException {
    try (machine;
        load) {
      if (truth != null) {
        truth.close();
      }
    }
  }
}
