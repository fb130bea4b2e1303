package natsuin.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import natsuin.boot.Node;
import natsuin.bus.Channel;
import natsuin.bus.ChannelName;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.testkit.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Snapshot first, then every change once and in order, on any node, whatever Redis does. */
class LiveOrderIT {
  @RegisterExtension static final World WORLD = new World();

  private static final Counter SOURCE = new Counter();
  private static @Nullable LivePublisher here;
  private static @Nullable LivePublisher there;
  private static @Nullable LiveHub hub;

  private LiveTopic topic = new LiveTopic.Branch(UUID.randomUUID());

  /** What is shown: how often something happened so far. */
  private static final class Counter implements LiveSources {
    final AtomicInteger value = new AtomicInteger();
    final AtomicReference<@Nullable Failure> refusal = new AtomicReference<>();

    @Override
    public Future<JsonObject> snapshot(LiveTopic topic, Actor actor) {
      return Future.succeededFuture(new JsonObject().put("value", value.get()));
    }

    @Override
    public Future<List<JsonObject>> changes(LiveTopic topic, List<String> subjects, Actor actor) {
      return snapshot(topic, actor).map(now -> subjects.stream().map(subject -> now).toList());
    }

    @Override
    public Future<Map<Actor, Actor>> present(Set<Actor> actors) {
      Map<Actor, Actor> all = new HashMap<>();
      actors.forEach(actor -> all.put(actor, actor));
      return Future.succeededFuture(all);
    }

    @Override
    public Future<Void> authorize(LiveTopic topic, Actor actor) {
      Failure no = refusal.get();
      return no == null ? Future.succeededFuture() : Future.failedFuture(no.exception());
    }
  }

  @BeforeAll
  static void twoNodes() throws IOException {
    here = publisher(WORLD.node());
    Node other = WORLD.anotherNode();
    there = publisher(other);
    LiveHub watched =
        new LiveHub(other.vertx(), new LiveHistory(other.redis()), SOURCE, WORLD.clock());
    channel(other).listen(watched::arrived);
    watched.start();
    hub = watched;
  }

  private static Channel<LiveEvent> channel(Node node) {
    return new Channel<>(node.vertx(), ChannelName.LIVE, new LiveChannel());
  }

  private static LivePublisher publisher(Node node) {
    return new LivePublisher(new LiveHistory(node.redis()), channel(node)::publish);
  }

  @BeforeEach
  void anotherTopic() {
    topic = new LiveTopic.Branch(UUID.randomUUID());
  }

  private Recorder joins(LiveHistory.Head seen) {
    Recorder recorder = new Recorder();
    Objects.requireNonNull(hub).join(recorder, topic, seen);
    return recorder;
  }

  private void happens(@Nullable LivePublisher where) {
    SOURCE.value.incrementAndGet();
    Objects.requireNonNull(where).changed(List.of(topic), "it");
  }

  private void happensTimes(int times) {
    for (int i = 0; i < times; i++) {
      happens(i % 2 == 0 ? here : there);
    }
  }

  /** Whoever comes back earlier hears the rest as it happens. */
  private void awaitWritten(long seq) {
    LiveHistory history = new LiveHistory(WORLD.node().redis());
    await().until(() -> history.glance(topic.key()).await().seq() == seq);
  }

  @Test
  @DisplayName("LIVE-2: changes from two nodes reach everybody, without gap or repeat")
  void manyChangesFromTwoNodes() {
    List<Recorder> recorders = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      recorders.add(joins(LiveHistory.Head.UNKNOWN));
      happensTimes(40);
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> recorders.stream().allMatch(recorder -> recorder.lastSeq() == 400));
    recorders.forEach(Recorder::sawNoGapAndNoRepeat);
    assertThat(recorders).allMatch(recorder -> recorder.lastValue() == SOURCE.value.get());
  }

  @Test
  @DisplayName("LIVE-2: after a broken line it resumes where it was, with what was missed")
  void resumesAfterABrokenLine() {
    String epoch = brokenLineAfterOneChange();
    happensTimes(7);
    awaitWritten(8);
    Recorder after = joins(new LiveHistory.Head(epoch, 1));
    await().until(() -> after.lastSeq() == 8);
    after.sawNoGapAndNoRepeat();
    assertThat(after.frames.getFirst().getString("op")).isEqualTo("events");
    assertThat(after.frames.getFirst().getLong("after")).isEqualTo(1);
  }

  @Test
  @DisplayName("LIVE-2: who was away longer than the history reaches begins with a snapshot")
  void awayTooLong() {
    String epoch = brokenLineAfterOneChange();
    happensTimes(300);
    awaitWritten(301);
    Recorder after = joins(new LiveHistory.Head(epoch, 1));
    await().until(() -> after.lastSeq() == 301);
    assertThat(after.frames.getFirst().getString("op")).isEqualTo("snapshot");
  }

  private String brokenLineAfterOneChange() {
    Recorder before = joins(LiveHistory.Head.UNKNOWN);
    await().until(() -> before.lastOp().equals("snapshot"));
    happens(here);
    await().until(() -> before.lastSeq() == 1);
    Objects.requireNonNull(hub).leave(before, List.of(topic));
    return before.frames.getLast().getString("epoch");
  }

  @Test
  @DisplayName("OPS-3: Redis loses its memory; watchers get a snapshot and go on")
  void redisLosesItsMemory() {
    Recorder recorder = joins(LiveHistory.Head.UNKNOWN);
    await().until(() -> recorder.lastOp().equals("snapshot"));
    happens(here);
    await().until(() -> recorder.lastSeq() == 1);
    WORLD.node().redis().send(Command.FLUSHDB).await();
    happens(here);
    await().until(() -> recorder.lastValue() == SOURCE.value.get());
    happens(there);
    await().until(() -> recorder.lastValue() == SOURCE.value.get());
    assertThat(recorder.frames).noneMatch(frame -> frame.getString("op").equals("dropped"));
  }

  @Test
  @DisplayName(
      "LIVE-2, OPS-3, fault: the Redis that takes over had not heard of the last change: its number"
          + " is given twice, and who saw the first never hears of the second")
  void numberGivenTwice() {
    Recorder recorder = joins(LiveHistory.Head.UNKNOWN);
    await().until(() -> recorder.lastOp().equals("snapshot"));
    happens(here);
    await().until(() -> recorder.lastSeq() == 1);
    failsOver();
    happens(here);
    await().until(() -> recorder.lastValue() == SOURCE.value.get());
  }

  /** What a replica is after it was promoted, without the last that its master was told. */
  private void failsOver() {
    var redis = WORLD.node().redis();
    redis.send(Command.REPLICAOF, "127.0.0.1", "1").await();
    redis.send(Command.REPLICAOF, "NO", "ONE").await();
    String key = "live:{" + topic.key() + "}";
    redis.send(Command.RPOP, key + ":log").await();
    redis.send(Command.HINCRBY, key, "seq", "-1").await();
  }

  @Test
  @DisplayName("LIVE-2: a change whose message got lost on the bus is shown all the same")
  void messageLostOnTheBus() {
    Recorder recorder = joins(LiveHistory.Head.UNKNOWN);
    await().until(() -> recorder.lastSeq() == 0);
    new LiveHistory(WORLD.node().redis()).append(topic.key(), "lost").await();
    await().atMost(Duration.ofSeconds(8)).until(() -> recorder.lastSeq() == 1);
  }

  @Test
  @DisplayName("LIVE-3: who loses the right to watch is told, and sees nothing more")
  void rightsTakenAway() {
    Recorder recorder = joins(LiveHistory.Head.UNKNOWN);
    await().until(() -> recorder.lastSeq() == 0);
    try {
      SOURCE.refusal.set(new Failure.Forbidden("not-yours"));
      Objects.requireNonNull(hub).rightsChanged();
      await().until(() -> recorder.lastOp().equals("denied"));
    } finally {
      SOURCE.refusal.set(null);
    }
    int seen = recorder.frames.size();
    Recorder other = joins(LiveHistory.Head.UNKNOWN);
    await().until(() -> other.lastOp().equals("snapshot"));
    happens(here);
    await().until(() -> other.lastSeq() == 1);
    assertThat(recorder.frames).hasSize(seen);
  }

  /** A page whose line breaks: what it has applied, and its present socket. */
  private final class Line {
    final List<JsonObject> applied = new ArrayList<>();
    Recorder socket = joins(LiveHistory.Head.UNKNOWN);

    void breaksAndComesBack() {
      applied.addAll(List.copyOf(socket.frames));
      Objects.requireNonNull(hub).leave(socket, List.of(topic));
      LiveHistory.Head seen =
          applied.isEmpty()
              ? LiveHistory.Head.UNKNOWN
              : new LiveHistory.Head(
                  applied.getLast().getString("epoch"), applied.getLast().getLong("seq"));
      socket = joins(seen);
    }

    long seq() {
      return socket.frames.isEmpty()
          ? applied.isEmpty() ? -1 : applied.getLast().getLong("seq")
          : socket.lastSeq();
    }

    Recorder whole() {
      Recorder whole = new Recorder();
      whole.frames.addAll(applied);
      whole.frames.addAll(socket.frames);
      return whole;
    }
  }

  @Test
  @DisplayName(
      "LIVE-2: lines break at random, messages get lost, two nodes report: no gap and no repeat")
  void brokenLines() {
    Random random = new Random(20261122);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      lines.add(new Line());
    }
    LiveHistory history = new LiveHistory(WORLD.node().redis());
    long changes = 0;
    for (int step = 0; step < 600; step++) {
      int what = random.nextInt(10);
      if (what < 3) {
        happens(random.nextBoolean() ? here : there);
        changes++;
      } else if (what == 3 && random.nextInt(4) == 0) {
        SOURCE.value.incrementAndGet();
        history.append(topic.key(), "lost").await();
        changes++;
      } else {
        lines.get(random.nextInt(lines.size())).breaksAndComesBack();
      }
    }
    long last = changes;
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> lines.stream().allMatch(line -> line.seq() == last));
    for (Line line : lines) {
      Recorder whole = line.whole();
      whole.sawNoGapAndNoRepeat();
      assertThat(whole.frames.stream().skip(1))
          .as("who was away so shortly needs no second snapshot")
          .noneMatch(frame -> frame.getString("op").equals("snapshot"));
      assertThat(whole.lastValue()).isEqualTo(SOURCE.value.get());
    }
  }
}
