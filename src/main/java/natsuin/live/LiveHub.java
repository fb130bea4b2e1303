package natsuin.live;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Everybody who watches on this node, by topic. One event loop owns it all; calls from other
 * threads are handed over to it.
 */
final class LiveHub {
  /** A message lost on the bus is noticed within this time even if none follows it. */
  private static final Duration COMPARE_EVERY = Duration.ofSeconds(2);

  private static final Duration AUTHORIZE_EVERY = Duration.ofSeconds(15);

  private final Vertx vertx;
  private final Context context;
  private final LiveHistory history;
  private final LiveSources sources;
  private final InstantSource clock;
  private final Map<String, LiveFeed> feeds = new HashMap<>();

  LiveHub(Vertx vertx, LiveHistory history, LiveSources sources, InstantSource clock) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.history = history;
    this.sources = sources;
    this.clock = clock;
  }

  void start() {
    context.runOnContext(
        on -> {
          vertx.setPeriodic(
              COMPARE_EVERY.toMillis(), tick -> feeds().forEach(LiveFeed::compareWithHistory));
          vertx.setPeriodic(
              AUTHORIZE_EVERY.toMillis(), tick -> feeds().forEach(LiveFeed::authorizeAgain));
        });
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
                .computeIfAbsent(topic.key(), key -> new LiveFeed(topic, history, sources, clock))
                .join(watcher, seen));
  }

  void leave(LiveWatcher watcher, LiveTopic topic) {
    forEach(feed -> feed.topic().equals(topic), feed -> feed.leave(watcher));
  }

  /** The watcher is gone from everywhere. */
  void gone(LiveWatcher watcher) {
    forEach(feed -> feed.watchedBy(watcher), feed -> feed.leave(watcher));
  }

  /** Somebody's rights or session changed: everybody is asked again, at once. */
  void rightsChanged() {
    forEach(feed -> true, LiveFeed::authorizeAgain);
  }

  private void forEach(java.util.function.Predicate<LiveFeed> which, Consumer<LiveFeed> what) {
    context.runOnContext(
        on -> {
          feeds().stream().filter(which).forEach(what);
          feeds.values().removeIf(LiveFeed::unwatched);
        });
  }

  private List<LiveFeed> feeds() {
    return List.copyOf(feeds.values());
  }
}
