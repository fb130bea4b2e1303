package natsuin.live;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.FailureException;
import org.jspecify.annotations.Nullable;

/**
 * Everybody who watches a topic on this node and has been told up to the same number. A frame is
 * made once for all who see the same. Lives on the hub's context.
 */
final class LiveAudience {
  /** So many different answers for one topic are made at the same time. */
  private static final int ABREAST = 8;

  private final LiveTopic topic;
  private final LiveSources sources;
  private final LiveCrew crew;
  private final Set<LiveWatcher> watchers = new LinkedHashSet<>();

  /** Each with the rights of when they were asked for last. */
  private final Map<LiveWatcher, Actor> present = new HashMap<>();

  LiveAudience(LiveTopic topic, LiveSources sources, LiveCrew crew) {
    this.topic = topic;
    this.sources = sources;
    this.crew = crew;
  }

  boolean isEmpty() {
    return watchers.isEmpty();
  }

  void remove(LiveWatcher watcher) {
    watchers.remove(watcher);
    present.remove(watcher);
  }

  Set<Actor> actors() {
    return actors(watchers);
  }

  static Set<Actor> actors(Collection<LiveWatcher> watchers) {
    Set<Actor> actors = new LinkedHashSet<>();
    watchers.forEach(watcher -> actors.add(watcher.actor()));
    return actors;
  }

  /** Whoever has the same eyes sees the same bytes. */
  Object eyes(LiveWatcher watcher) {
    return topic.shared() ? topic : actor(watcher);
  }

  /** Lets in those of a group who are still there when their first frame is made. */
  Future<Void> welcome(List<LiveWatcher> group, Set<LiveWatcher> there, Future<LiveFrame> first) {
    return first
        .compose(
            frame -> {
              List<LiveWatcher> still = group.stream().filter(there::contains).toList();
              watchers.addAll(still);
              return crew.send(still, frame);
            })
        .recover(fault -> refuse(group, fault));
  }

  /** Lets in who needs no frame, having seen everything. */
  void welcome(List<LiveWatcher> group, Set<LiveWatcher> there) {
    group.stream().filter(there::contains).forEach(watchers::add);
  }

  /**
   * Tells everybody. What all would see alike and cannot be made just now nobody is told: that
   * fails, and may be tried again; where each has a frame of his own, who gets none is dropped.
   */
  Future<Void> tell(Function<Actor, Future<LiveFrame>> frame) {
    if (!topic.shared()) {
      Map<Object, List<LiveWatcher>> groups = new LinkedHashMap<>();
      watchers.forEach(w -> groups.computeIfAbsent(eyes(w), eyes -> new ArrayList<>()).add(w));
      return each(
          groups.values(), group -> welcome(group, watchers, frame.apply(actor(group.getFirst()))));
    }
    if (watchers.isEmpty()) {
      return done();
    }
    LiveWatcher anyone = watchers.iterator().next();
    return frame
        .apply(actor(anyone))
        .compose(made -> crew.send(watchers, made))
        .recover(
            fault ->
                isDenial(fault)
                    ? refuse(List.of(anyone), fault).compose(refused -> tell(frame))
                    : Future.failedFuture(fault));
  }

  /**
   * Asks the rights of those about whom it is known whether they are present. Who has none is told
   * so; where that cannot be found out just now, who is in stays: nothing is shown either.
   */
  Future<Void> authorizeAgain(Set<Actor> asked, Map<Actor, Actor> present) {
    List<LiveWatcher> known = watchers.stream().filter(w -> asked.contains(w.actor())).toList();
    return authorize(known, present, LiveAudience::isDenial).mapEmpty();
  }

  /** Asks the rights of newcomers and tells who was refused; nobody is let in unasked. */
  Future<Set<LiveWatcher>> authorize(Collection<LiveWatcher> newcomers, Map<Actor, Actor> present) {
    return authorize(newcomers, present, fault -> true);
  }

  private Future<Set<LiveWatcher>> authorize(
      Collection<LiveWatcher> some, Map<Actor, Actor> now, Predicate<Throwable> counts) {
    Map<Actor, List<LiveWatcher>> byActor = new LinkedHashMap<>();
    some.forEach(w -> byActor.computeIfAbsent(w.actor(), actor -> new ArrayList<>()).add(w));
    Set<LiveWatcher> refused = new HashSet<>();
    return each(
            byActor.values(),
            group ->
                mayWatch(now.get(group.getFirst().actor()))
                    .onSuccess(may -> note(group, now))
                    .recover(
                        fault -> {
                          if (!counts.test(fault)) {
                            return done();
                          }
                          refused.addAll(group);
                          return refuse(group, fault);
                        }))
        .map(refused);
  }

  private Future<Void> mayWatch(@Nullable Actor present) {
    return present == null
        ? Future.failedFuture(new Failure.Unauthenticated("not-logged-in").exception())
        : sources.authorize(topic, present);
  }

  /** Tells them that they may not, or lets them come again if something only failed. */
  Future<Void> refuse(Collection<LiveWatcher> group, Throwable fault) {
    group.forEach(this::remove);
    if (fault instanceof FailureException expected && isDenial(fault)) {
      return crew.send(group, LiveFrames.denied(topic.name(), expected.failure().code()));
    }
    group.forEach(LiveWatcher::drop);
    return done();
  }

  /** Everybody is to come again, where he is told more. */
  void letGo() {
    List.copyOf(watchers).forEach(LiveWatcher::drop);
  }

  /** A page never asks again for what it is denied; what only fails just now, it asks for anew. */
  private static boolean isDenial(Throwable fault) {
    return fault instanceof FailureException expected
        && (expected.failure() instanceof Failure.Unauthenticated
            || expected.failure() instanceof Failure.Forbidden
            || expected.failure() instanceof Failure.NotFound);
  }

  private void note(List<LiveWatcher> group, Map<Actor, Actor> now) {
    group.forEach(
        watcher -> present.put(watcher, now.getOrDefault(watcher.actor(), watcher.actor())));
  }

  /** Who watches, with the rights of when they were asked for last. */
  Actor actor(LiveWatcher watcher) {
    return present.getOrDefault(watcher, watcher.actor());
  }

  /** Does it for each, a few at a time; never fails where the work does not. */
  static <T> Future<Void> each(Collection<T> things, Function<T, Future<Void>> work) {
    Future<Void> all = done();
    List<T> list = List.copyOf(things);
    for (int from = 0; from < list.size(); from += ABREAST) {
      List<T> some = list.subList(from, Math.min(list.size(), from + ABREAST));
      all = all.compose(before -> Future.join(some.stream().map(work).toList()).mapEmpty());
    }
    return all;
  }

  static Future<Void> done() {
    return Future.succeededFuture();
  }
}
