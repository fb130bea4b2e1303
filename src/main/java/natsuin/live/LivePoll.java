package natsuin.live;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;

/** One look at a topic, for networks that block WebSocket: the frame a socket would have got. */
final class LivePoll {
  private final LiveHistory history;
  private final LiveSources sources;
  private final LiveFrames frames;

  LivePoll(LiveHistory history, LiveSources sources, LiveFrames frames) {
    this.history = history;
    this.sources = sources;
    this.frames = frames;
  }

  Future<JsonArray> look(LiveTopic topic, Actor actor, LiveHistory.Head seen) {
    return authorize(topic, actor)
        .compose(
            present ->
                history
                    .recent(topic.key())
                    .otherwise(LiveHistory.Recent.NOTHING)
                    .compose(recent -> frame(topic, present, seen, recent)))
        .map(
            frame -> {
              JsonArray all = new JsonArray();
              frame.map(LiveFrame::json).ifPresent(all::add);
              return all;
            });
  }

  private Future<Actor> authorize(LiveTopic topic, Actor actor) {
    return sources
        .present(Set.of(actor))
        .compose(
            present -> {
              Actor now = present.get(actor);
              return now == null
                  ? Future.failedFuture(new Failure.Unauthenticated("not-logged-in").exception())
                  : sources.authorize(topic, now).map(now);
            });
  }

  private Future<Optional<LiveFrame>> frame(
      LiveTopic topic, Actor actor, LiveHistory.Head seen, LiveHistory.Recent recent) {
    Optional<List<LiveEvent>> missed =
        seen.epoch().isEmpty() ? Optional.empty() : recent.since(seen);
    if (missed.isEmpty()) {
      return frames.snapshot(topic, recent.head(), actor).map(Optional::of);
    }
    return missed.get().isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : frames.changes(topic, missed.get(), actor).map(Optional::of);
  }
}
