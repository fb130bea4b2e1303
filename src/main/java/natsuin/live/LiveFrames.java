package natsuin.live;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import natsuin.kernel.Actor;

/** Makes the frames that browsers get; the API's page on {@code /api/live} describes them. */
final class LiveFrames {
  /** Where more things than this changed at once, showing all of it anew is less work. */
  private static final int MOST_AT_ONCE = 24;

  private final LiveSources sources;
  private final InstantSource clock;

  LiveFrames(LiveSources sources, InstantSource clock) {
    this.sources = sources;
    this.clock = clock;
  }

  /** All of it, as this actor may see it. */
  Future<LiveFrame> snapshot(LiveTopic topic, LiveHistory.Head head, Actor actor) {
    return sources
        .snapshot(topic, actor)
        .map(data -> new LiveFrame(frame("snapshot", topic, head).put("data", data)));
  }

  /**
   * These changes, at least one, which follow on each other. What changed several times is told
   * once, as it stands now.
   */
  Future<LiveFrame> changes(LiveTopic topic, List<LiveEvent> events, Actor actor) {
    LiveEvent last = events.getLast();
    LiveHistory.Head head = new LiveHistory.Head(last.epoch(), last.seq());
    SequencedSet<String> subjects = new LinkedHashSet<>();
    events.forEach(event -> subjects.addLast(event.subject()));
    if (!topic.whole() && subjects.size() > MOST_AT_ONCE) {
      return snapshot(topic, head, actor);
    }
    List<String> asked = topic.whole() ? List.of(last.subject()) : List.copyOf(subjects);
    return sources
        .changes(topic, asked, actor)
        .map(data -> new LiveFrame(changes(topic, events, head, data)));
  }

  private JsonObject changes(
      LiveTopic topic, List<LiveEvent> events, LiveHistory.Head head, List<JsonObject> data) {
    return events.size() == 1
        ? frame("event", topic, head).put("data", data.getFirst())
        : frame("events", topic, head)
            .put("after", events.getFirst().seq() - 1)
            .put("data", new JsonArray(data));
  }

  LiveFrame pong() {
    return new LiveFrame(new JsonObject().put("op", "pong").put("at", clock.instant().toString()));
  }

  /** From now on nothing that is sent is lost. */
  static LiveFrame ready() {
    return new LiveFrame(new JsonObject().put("op", "ready"));
  }

  static LiveFrame denied(String topic, String code) {
    return new LiveFrame(
        new JsonObject().put("op", "denied").put("topic", topic).put("code", code));
  }

  /**
   * Connect elsewhere.
   *
   * @param withinMillis so many browsers do not all come at the same moment
   */
  static LiveFrame reconnect(long withinMillis) {
    return new LiveFrame(new JsonObject().put("op", "reconnect").put("within", withinMillis));
  }

  private JsonObject frame(String op, LiveTopic topic, LiveHistory.Head head) {
    return new JsonObject()
        .put("op", op)
        .put("topic", topic.name())
        .put("epoch", head.epoch())
        .put("seq", head.seq())
        .put("at", clock.instant().toString());
  }
}
