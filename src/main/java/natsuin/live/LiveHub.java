package natsuin.live;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everybody who watches on this node, by topic. One event loop owns it all; calls from other
 * threads are handed over to it, and what sockets get is written by their own loops.
 */
final class LiveHub {
  /** A message lost on the bus is noticed within this time even if none follows it. */
  private static final Duration COMPARE_WITHIN = Duration.ofSeconds(2);

  /** Comparing is spread, so that thousands of topics are no burst. */
  private static final int COMPARE_STEPS = 20;

  private final Vertx vertx;
  private final Context context;
  private final LiveHistory history;
  private final LiveSources sources;
  private final LiveFrames frames;
  private final LiveCrew crew;
  private final LiveRights rights;
  private final Map<String, LiveFeed> feeds = new HashMap<>();
  private final Deque<String> toCompare = new ArrayDeque<>();

  LiveHub(Vertx vertx, LiveHistory history, LiveSources sources, InstantSource clock) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.history = history;
    this.sources = sources;
    this.frames = new LiveFrames(sources, clock);
    this.crew = new LiveCrew(context);
    this.rights = new LiveRights(vertx, sources, () -> List.copyOf(feeds.values()));
  }

  void start() {
    context.runOnContext(
        on -> {
          vertx.setPeriodic(COMPARE_WITHIN.toMillis() / COMPARE_STEPS, tick -> compareSome());
          rights.start();
        });
  }

  LiveFrames frames() {
    return frames;
  }

  void arrived(LiveEvent event) {
    context.runOnContext(
        on -> {
          LiveFeed feed = feeds.get(event.topic());
          if (feed != null) {
            feed.arrived(event);
          }
        });
  }

  void join(LiveWatcher watcher, LiveTopic topic, LiveHistory.Head seen) {
    context.runOnContext(
        on ->
            feeds
                .computeIfAbsent(
                    topic.key(), key -> new LiveFeed(topic, history, sources, frames, crew))
                .join(watcher, seen));
  }

  /** The watcher leaves these topics. */
  void leave(LiveWatcher watcher, Collection<LiveTopic> topics) {
    context.runOnContext(on -> topics.forEach(topic -> leave(watcher, topic.key())));
  }

  private void leave(LiveWatcher watcher, String topic) {
    LiveFeed feed = feeds.get(topic);
    if (feed != null) {
      feed.leave(watcher);
      if (feed.unwatched()) {
        feeds.remove(topic);
      }
    }
  }

  /** Somebody's rights or session changed: everybody is asked again, at once. */
  void rightsChanged() {
    context.runOnContext(on -> rights.changed());
  }

  private void compareSome() {
    if (toCompare.isEmpty()) {
      feeds.values().removeIf(LiveFeed::unwatched);
      toCompare.addAll(feeds.keySet());
    }
    int some = feeds.size() / COMPARE_STEPS + 1;
    for (int i = 0; i < some && !toCompare.isEmpty(); i++) {
      LiveFeed feed = feeds.get(toCompare.poll());
      if (feed != null) {
        feed.compareWithHistory();
      }
    }
  }
}
