package natsuin.live;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import natsuin.kernel.Actor;

/**
 * Asks again after the rights of all who watch (LIVE-3): from time to time, and at once when
 * something changed; many sessions with one question, and one round at a time. Lives on the hub's
 * context.
 */
final class LiveRights {
  private static final Duration EVERY = Duration.ofSeconds(15);

  /** Many logouts in a row make few rounds. */
  private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(200);

  private static final int AT_ONCE = 1000;

  private final Vertx vertx;
  private final LiveSources sources;
  private final Supplier<List<LiveFeed>> feeds;
  private boolean busy;
  private boolean again;

  LiveRights(Vertx vertx, LiveSources sources, Supplier<List<LiveFeed>> feeds) {
    this.vertx = vertx;
    this.sources = sources;
    this.feeds = feeds;
  }

  void start() {
    vertx.setPeriodic(EVERY.toMillis(), tick -> changed());
  }

  void changed() {
    again = true;
    if (busy) {
      return;
    }
    busy = true;
    again = false;
    round().onComplete(done -> vertx.setTimer(BETWEEN_ROUNDS.toMillis(), pause -> rested()));
  }

  private void rested() {
    busy = false;
    if (again) {
      changed();
    }
  }

  /** Those who join meanwhile are asked for theirs when they are let in. */
  private Future<Void> round() {
    List<LiveFeed> watched = feeds.get();
    Set<Actor> asked = new LinkedHashSet<>();
    watched.forEach(feed -> asked.addAll(feed.actors()));
    Future<Map<Actor, Actor>> present = Future.succeededFuture(new HashMap<>());
    for (Set<Actor> some : portions(asked)) {
      present =
          present.compose(
              sofar ->
                  sources
                      .present(some)
                      .map(
                          more -> {
                            sofar.putAll(more);
                            return sofar;
                          }));
    }
    return present.compose(
        all -> LiveAudience.each(watched, feed -> feed.authorizeAgain(asked, all)));
  }

  private static List<Set<Actor>> portions(Set<Actor> all) {
    List<Set<Actor>> portions = new ArrayList<>();
    for (Actor actor : all) {
      if (portions.isEmpty() || portions.getLast().size() == AT_ONCE) {
        portions.add(new HashSet<>());
      }
      portions.getLast().add(actor);
    }
    return portions;
  }
}
