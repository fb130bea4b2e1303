package natsuin.boot;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been started, and how each is stopped: in reverse, all of it, whatever fails. */
public final class Lifecycle implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

  private record Stop(String name, AutoCloseable action) {}

  private final Deque<Stop> stops = new ArrayDeque<>();

  /** Remembers how to stop what was just started. */
  public synchronized void onStop(String name, AutoCloseable action) {
    stops.push(new Stop(name, action));
  }

  /** Remembers to close this. */
  public <T extends AutoCloseable> T closing(String name, T started) {
    onStop(name, started);
    return started;
  }

  /** Stops everything; a second call finds nothing to do. */
  @Override
  public synchronized void close() {
    while (!stops.isEmpty()) {
      var stop = stops.pop();
      try {
        LOG.debug("Stopping {}", stop.name());
        stop.action().close();
      } catch (Exception e) {
        LOG.warn("Stopping {} failed", stop.name(), e);
      }
    }
  }
}
