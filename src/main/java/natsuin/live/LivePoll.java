package natsuin.live;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.time.InstantSource;
import java.util.List;
import natsuin.kernel.Actor;

/** One look at a topic, for networks that block WebSocket: the frames a socket would have got. */
final class LivePoll {
  private final LiveHistory history;
  private final LiveSources sources;
  private final InstantSource clock;

  LivePoll(LiveHistory history, LiveSources sources, InstantSource clock) {
    this.history = history;
    this.sources = sources;
    this.clock = clock;
  }

  Future<JsonArray> look(LiveTopic topic, Actor actor, LiveHistory.Head seen) {
    return sources
        .authorize(topic, actor)
        .compose(allowed -> history.head(topic.key()).otherwise(LiveHistory.Head.UNKNOWN))
        .compose(
            now ->
                seen.epoch().isEmpty() || !seen.epoch().equals(now.epoch())
                    ? snapshot(topic, actor, now)
                    : since(topic, actor, seen, now));
  }

  private Future<JsonArray> since(
      LiveTopic topic, Actor actor, LiveHistory.Head seen, LiveHistory.Head now) {
    return history
        .since(topic.key(), seen.epoch(), seen.seq())
        .compose(
            missed ->
                missed.isPresent()
                    ? frames(topic, actor, missed.get())
                    : snapshot(topic, actor, now));
  }

  private Future<JsonArray> frames(LiveTopic topic, Actor actor, List<LiveEvent> missed) {
    Future<JsonArray> frames = Future.succeededFuture(new JsonArray());
    for (LiveEvent event : missed) {
      frames =
          frames.compose(
              sofar ->
                  sources
                      .change(topic, event.subject(), actor)
                      .map(
                          data ->
                              sofar.add(
                                  LiveFrames.event(
                                      topic, event.epoch(), event.seq(), clock.instant(), data))));
    }
    return frames;
  }

  private Future<JsonArray> snapshot(LiveTopic topic, Actor actor, LiveHistory.Head at) {
    return sources
        .snapshot(topic, actor)
        .map(data -> new JsonArray().add(LiveFrames.snapshot(topic, at, clock.instant(), data)));
  }
}
