package natsuin.live;

import static natsuin.live.LiveAudience.done;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import natsuin.kernel.Actor;

/**
 * One topic on this node. Works on one thing at a time, so that a snapshot and the changes after it
 * cannot overtake each other; whatever comes meanwhile is done together afterwards: the more load,
 * the fewer and fuller frames. Lives on the hub's context.
 */
final class LiveFeed {
  /** What arrived and cannot be read here for so long had better be read at another node. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final LiveTopic topic;
  private final LiveHistory history;
  private final LiveSources sources;
  private final LiveFrames frames;
  private final LiveAudience audience;
  private final Map<LiveWatcher, LiveHistory.Head> joining = new LinkedHashMap<>();
  private Map<LiveWatcher, LiveHistory.Head> newcomers = new LinkedHashMap<>();
  private List<LiveEvent> arrived = new ArrayList<>();
  private LiveHistory.Head head = LiveHistory.Head.UNKNOWN;
  private boolean busy;
  private boolean admittedLast;
  private boolean compare;

  /** Since when something has arrived that could not be told, by {@link System#nanoTime}. */
  private OptionalLong untoldSince = OptionalLong.empty();

  LiveFeed(
      LiveTopic topic, LiveHistory history, LiveSources sources, LiveFrames frames, LiveCrew crew) {
    this.topic = topic;
    this.history = history;
    this.sources = sources;
    this.frames = frames;
    this.audience = new LiveAudience(topic, sources, crew);
  }

  boolean unwatched() {
    return audience.isEmpty() && joining.isEmpty() && newcomers.isEmpty();
  }

  void leave(LiveWatcher watcher) {
    audience.remove(watcher);
    joining.remove(watcher);
    newcomers.remove(watcher);
  }

  /** Joins a watcher: what it missed, if it says where it was and that is still known; else all. */
  void join(LiveWatcher watcher, LiveHistory.Head seen) {
    leave(watcher);
    joining.put(watcher, seen);
    work();
  }

  /** A change arrived over the bus. */
  void arrived(LiveEvent event) {
    arrived.add(event);
    work();
  }

  /** Looks whether the bus lost something, and tells it. */
  void compareWithHistory() {
    compare = true;
    work();
  }

  /** Who watches; for asking after their rights. */
  Set<Actor> actors() {
    return audience.actors();
  }

  /** Takes off who lost the right to watch (LIVE-3); {@code asked} says of whom that is known. */
  Future<Void> authorizeAgain(Set<Actor> asked, Map<Actor, Actor> present) {
    return audience.authorizeAgain(asked, present);
  }

  private void work() {
    if (busy || unwatched()) {
      return;
    }
    Future<Void> next;
    if (!joining.isEmpty() && (arrived.isEmpty() || !admittedLast)) {
      admittedLast = true;
      next = admit();
    } else if (!arrived.isEmpty()) {
      admittedLast = false;
      next = noted(deliver(), true); // what could not be told, the next comparison finds
    } else if (compare) {
      compare = false;
      next = noted(glance(), untoldSince.isPresent());
    } else {
      return;
    }
    busy = true;
    next.onComplete(
        finished -> {
          busy = false;
          work();
        });
  }

  private Future<Void> noted(Future<Void> telling, boolean somethingCame) {
    return telling
        .onSuccess(told -> untoldSince = OptionalLong.empty())
        .onFailure(
            fault -> {
              if (somethingCame) {
                untold();
              }
            });
  }

  /** A node that does not reach its servers, while changes come from nodes that do, lets go. */
  private void untold() {
    long now = System.nanoTime();
    long since = untoldSince.orElse(now);
    boolean patient = now - since <= PATIENCE_NANOS;
    untoldSince = patient ? OptionalLong.of(since) : OptionalLong.empty();
    if (!patient) {
      audience.letGo();
    }
  }

  /** Lets everybody in who waits: rights, history and each snapshot are asked for once. */
  private Future<Void> admit() {
    newcomers = new LinkedHashMap<>(joining);
    joining.clear();
    return sources
        .present(LiveAudience.actors(newcomers.keySet()))
        .compose(present -> audience.authorize(List.copyOf(newcomers.keySet()), present))
        .onSuccess(refused -> newcomers.keySet().removeAll(refused))
        .compose(refused -> history.recent(topic.key()).otherwise(this::withoutRedis))
        .compose(recent -> catchUp(recent).otherwiseEmpty().map(recent))
        .compose(this::tellFirst)
        .recover(fault -> audience.refuse(List.copyOf(newcomers.keySet()), fault))
        .onComplete(finished -> newcomers = new LinkedHashMap<>());
  }

  private LiveHistory.Recent withoutRedis(Throwable away) {
    return new LiveHistory.Recent(head, List.of()); // newcomers begin where the others are
  }

  /** Those who see the same, and stopped at the same number; -1: begin anew. */
  private record Beginning(Object eyes, long after) {}

  private Future<Void> tellFirst(LiveHistory.Recent recent) {
    Map<Beginning, List<LiveWatcher>> beginnings = new LinkedHashMap<>();
    newcomers.forEach(
        (watcher, seen) -> {
          boolean known = !seen.epoch().isEmpty() && recent.since(seen).isPresent();
          Object eyes = audience.eyes(watcher);
          beginnings
              .computeIfAbsent(new Beginning(eyes, known ? seen.seq() : -1), b -> new ArrayList<>())
              .add(watcher);
        });
    return LiveAudience.each(
        beginnings.entrySet(), entry -> begin(entry.getKey().after(), entry.getValue(), recent));
  }

  private Future<Void> begin(long after, List<LiveWatcher> group, LiveHistory.Recent recent) {
    Actor actor = audience.actor(group.getFirst());
    if (after < 0) {
      return audience.welcome(
          group, newcomers.keySet(), frames.snapshot(topic, recent.head(), actor));
    }
    List<LiveEvent> missed =
        recent.since(new LiveHistory.Head(recent.head().epoch(), after)).orElseThrow();
    if (missed.isEmpty()) {
      audience.welcome(group, newcomers.keySet());
      return done();
    }
    return audience.welcome(group, newcomers.keySet(), frames.changes(topic, missed, actor));
  }

  /** All that arrived. */
  private Future<Void> deliver() {
    List<LiveEvent> events = arrived;
    arrived = new ArrayList<>();
    LiveEvent last = events.getLast();
    if (last.seq() == 0 || !last.epoch().equals(head.epoch())) {
      return snapshotToAll(new LiveHistory.Head(last.epoch(), last.seq()));
    }
    events.removeIf(event -> !event.epoch().equals(head.epoch()) || event.seq() <= head.seq());
    events.sort(Comparator.comparingLong(LiveEvent::seq));
    if (events.isEmpty()) {
      return done();
    }
    boolean whole = events.getLast().seq() - head.seq() == events.size();
    return whole ? tellAll(events) : catchUpFromHistory();
  }

  private Future<Void> glance() {
    return history
        .glance(topic.key())
        .compose(now -> now.equals(head) ? done() : catchUpFromHistory());
  }

  private Future<Void> catchUpFromHistory() {
    return history
        .recent(topic.key())
        .transform(
            recent ->
                recent.succeeded()
                    ? catchUp(recent.result())
                    : snapshotToAll(LiveHistory.Head.UNKNOWN));
  }

  /** Brings everybody to where the topic stands; a number that fell back was lost with a server. */
  private Future<Void> catchUp(LiveHistory.Recent recent) {
    if (recent.head().equals(head)) {
      return done();
    }
    return recent.since(head).map(this::tellAll).orElseGet(() -> snapshotToAll(recent.head()));
  }

  private Future<Void> tellAll(List<LiveEvent> events) {
    LiveEvent last = events.getLast();
    return audience
        .tell(actor -> frames.changes(topic, events, actor))
        .onSuccess(told -> head = new LiveHistory.Head(last.epoch(), last.seq()));
  }

  private Future<Void> snapshotToAll(LiveHistory.Head at) {
    return audience.tell(actor -> frames.snapshot(topic, at, actor)).onSuccess(told -> head = at);
  }
}
