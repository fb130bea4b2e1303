package natsuin.live;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands a frame to many watchers: one errand for each event loop, not one for each socket. */
final class LiveCrew {
  private final Context context;

  /** Reports back on this context. */
  LiveCrew(Context context) {
    this.context = context;
  }

  /** Completes, on the context, when every loop has written; a loop that lags is felt by that. */
  Future<Void> send(Collection<LiveWatcher> watchers, LiveFrame frame) {
    IdentityHashMap<Executor, List<LiveWatcher>> loops = new IdentityHashMap<>();
    for (LiveWatcher watcher : watchers) {
      loops.computeIfAbsent(watcher.loop(), loop -> new ArrayList<>()).add(watcher);
    }
    if (loops.isEmpty()) {
      return Future.succeededFuture();
    }
    Promise<Void> written = Promise.promise();
    AtomicInteger outstanding = new AtomicInteger(loops.size());
    loops.forEach(
        (loop, crew) ->
            loop.execute(
                () -> {
                  for (LiveWatcher watcher : crew) {
                    watcher.send(frame);
                  }
                  if (outstanding.decrementAndGet() == 0) {
                    context.runOnContext(on -> written.complete());
                  }
                }));
    return written.future();
  }
}
