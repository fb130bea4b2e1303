package natsuin.live;

import natsuin.kernel.Actor;

/** Who receives frames: a socket. Called on the hub's context only. */
interface LiveWatcher {

  /** Who watches. */
  Actor actor();

  /** Sends one encoded frame; drops the watcher rather than waiting for a slow one (LIVE-3). */
  void send(String frame);

  /** Something failed that a new connection may mend. */
  void drop();
}
