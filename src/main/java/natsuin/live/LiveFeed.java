package natsuin.live;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import natsuin.kernel.Failure;
import natsuin.kernel.FailureException;

/**
 * One topic on this node: its watchers and how far each has been told. Works on one thing at a
 * time, so that a snapshot and the changes after it cannot overtake each other. Lives on the hub's
 * context.
 */
final class LiveFeed {
  private final LiveTopic topic;
  private final LiveHistory history;
  private final LiveSources sources;
  private final InstantSource clock;
  private final Set<LiveWatcher> joining = new HashSet<>();
  private final Map<LiveWatcher, LiveHistory.Head> told = new LinkedHashMap<>();
  private LiveHistory.Head head = LiveHistory.Head.UNKNOWN;
  private Future<Void> tail = Future.succeededFuture();

  LiveFeed(LiveTopic topic, LiveHistory history, LiveSources sources, InstantSource clock) {
    this.topic = topic;
    this.history = history;
    this.sources = sources;
    this.clock = clock;
  }

  LiveTopic topic() {
    return topic;
  }

  boolean unwatched() {
    return told.isEmpty() && joining.isEmpty();
  }

  boolean watchedBy(LiveWatcher watcher) {
    return told.containsKey(watcher) || joining.contains(watcher);
  }

  List<LiveWatcher> watchers() {
    return List.copyOf(told.keySet());
  }

  void leave(LiveWatcher watcher) {
    joining.remove(watcher);
    told.remove(watcher);
  }

  /** Joins a watcher: what it missed, if it says where it was and that is still known; else all. */
  Future<Void> join(LiveWatcher watcher, LiveHistory.Head seen) {
    joining.add(watcher);
    return inOrder(() -> tellFirst(watcher, seen));
  }

  /** A change arrived over the bus. */
  void arrived(LiveEvent event) {
    inOrder(() -> deliver(event));
  }

  /** Looks whether the bus lost something, and tells it. */
  void compareWithHistory() {
    inOrder(
        () ->
            history
                .head(topic.key())
                .compose(
                    now -> {
                      if (!now.epoch().equals(head.epoch())) {
                        return snapshotToAll(now);
                      }
                      return now.seq() > head.seq() ? catchUp(head.epoch()) : done();
                    })
                .otherwiseEmpty());
  }

  private Future<Void> inOrder(Supplier<Future<Void>> work) {
    tail = tail.transform(before -> unwatched() ? done() : work.get());
    return tail;
  }

  private Future<Void> tellFirst(LiveWatcher watcher, LiveHistory.Head seen) {
    return sources
        .authorize(topic, watcher.actor())
        .compose(allowed -> history.head(topic.key()).otherwise(LiveHistory.Head.UNKNOWN))
        .compose(
            now -> {
              if (joining.remove(watcher)) {
                told.put(watcher, LiveHistory.Head.UNKNOWN);
              }
              if (head.epoch().equals(now.epoch())) {
                return resume(watcher, seen, now);
              }
              boolean alone = told.size() == 1;
              head = now;
              return alone ? resume(watcher, seen, now) : snapshotToAll(now);
            })
        .recover(fault -> refuse(watcher, fault));
  }

  private Future<Void> resume(LiveWatcher watcher, LiveHistory.Head seen, LiveHistory.Head now) {
    if (seen.epoch().isEmpty() || !seen.epoch().equals(now.epoch())) {
      return snapshot(watcher, now);
    }
    return history
        .since(topic.key(), seen.epoch(), seen.seq())
        .compose(
            missed -> {
              if (missed.isEmpty()) {
                return snapshot(watcher, now);
              }
              told.replace(watcher, seen);
              return each(missed.get(), event -> tell(watcher, event));
            });
  }

  private Future<Void> snapshot(LiveWatcher watcher, LiveHistory.Head at) {
    return sources
        .snapshot(topic, watcher.actor())
        .map(
            data -> {
              write(watcher, at, LiveFrames.snapshot(topic, at, clock.instant(), data).encode());
              return null;
            });
  }

  private Future<Void> deliver(LiveEvent event) {
    if (event.seq() == 0 || !event.epoch().equals(head.epoch())) {
      return snapshotToAll(new LiveHistory.Head(event.epoch(), event.seq()));
    }
    if (event.seq() <= head.seq()) {
      return done();
    }
    return event.seq() == head.seq() + 1 ? tellAll(event) : catchUp(event.epoch());
  }

  private Future<Void> catchUp(String epoch) {
    return history
        .since(topic.key(), epoch, head.seq())
        .compose(
            missed ->
                missed.isPresent()
                    ? each(missed.get(), this::tellAll)
                    : history.head(topic.key()).compose(this::snapshotToAll))
        .recover(fault -> snapshotToAll(LiveHistory.Head.UNKNOWN));
  }

  private Future<Void> snapshotToAll(LiveHistory.Head at) {
    head = at;
    List<LiveWatcher> behind =
        watchers().stream()
            .filter(watcher -> at.epoch().isEmpty() || !at.equals(told.get(watcher)))
            .toList();
    return each(behind, watcher -> snapshot(watcher, at).recover(fault -> refuse(watcher, fault)));
  }

  private Future<Void> tellAll(LiveEvent event) {
    head = new LiveHistory.Head(event.epoch(), event.seq());
    if (!topic.shared()) {
      return each(watchers(), watcher -> tell(watcher, event));
    }
    List<LiveWatcher> behind = watchers().stream().filter(each -> isNext(each, event)).toList();
    if (behind.isEmpty()) {
      return done();
    }
    return frame(behind.getFirst(), event)
        .map(
            frame -> {
              behind.forEach(watcher -> write(watcher, head, frame));
              return (Void) null;
            })
        .recover(fault -> dropAll(behind));
  }

  private Future<Void> tell(LiveWatcher watcher, LiveEvent event) {
    if (!isNext(watcher, event)) {
      return done();
    }
    return frame(watcher, event)
        .map(
            frame -> {
              write(watcher, new LiveHistory.Head(event.epoch(), event.seq()), frame);
              return (Void) null;
            })
        .recover(fault -> refuse(watcher, fault));
  }

  private Future<String> frame(LiveWatcher watcher, LiveEvent event) {
    return sources.change(topic, event.subject(), watcher.actor()).map(data -> encode(event, data));
  }

  private String encode(LiveEvent event, JsonObject data) {
    return LiveFrames.event(topic, event.epoch(), event.seq(), clock.instant(), data).encode();
  }

  private boolean isNext(LiveWatcher watcher, LiveEvent event) {
    LiveHistory.Head last = told.get(watcher);
    return last != null && last.epoch().equals(event.epoch()) && last.seq() < event.seq();
  }

  private void write(LiveWatcher watcher, LiveHistory.Head upTo, String frame) {
    if (told.replace(watcher, upTo) != null) {
      watcher.send(frame);
    }
  }

  /** A page never asks again for what it is denied; what only fails just now, it asks for anew. */
  private static boolean isDenial(Failure failure) {
    return failure instanceof Failure.Unauthenticated
        || failure instanceof Failure.Forbidden
        || failure instanceof Failure.NotFound;
  }

  private Future<Void> refuse(LiveWatcher watcher, Throwable fault) {
    leave(watcher);
    if (fault instanceof FailureException expected && isDenial(expected.failure())) {
      watcher.send(LiveFrames.denied(topic.name(), expected.failure().code()).encode());
    } else {
      watcher.drop();
    }
    return done();
  }

  private Future<Void> dropAll(List<LiveWatcher> watchers) {
    watchers.forEach(told::remove);
    watchers.forEach(LiveWatcher::drop);
    return done();
  }

  /** Asks for rights again; who lost them is told and taken off (LIVE-3). */
  void authorizeAgain() {
    inOrder(
        () ->
            each(
                watchers(),
                watcher ->
                    sources
                        .authorize(topic, watcher.actor())
                        .recover(fault -> refuse(watcher, fault))));
  }

  private static <T> Future<Void> each(
      List<T> things, java.util.function.Function<T, Future<Void>> work) {
    Future<Void> all = done();
    for (T thing : things) {
      all = all.compose(before -> work.apply(thing));
    }
    return all;
  }

  private static Future<Void> done() {
    return Future.succeededFuture();
  }
}
