package natsuin.live;

import java.util.concurrent.Executor;
import natsuin.kernel.Actor;

/** Who receives frames: a socket. */
interface LiveWatcher {

  /** Who watches. */
  Actor actor();

  /** The event loop that writes to it, one for many watchers: {@link #send} is called there. */
  Executor loop();

  /** Sends a frame; drops the watcher rather than waiting for a slow one (LIVE-3). */
  void send(LiveFrame frame);

  /** Something failed that a new connection may mend. Any thread. */
  void drop();
}
