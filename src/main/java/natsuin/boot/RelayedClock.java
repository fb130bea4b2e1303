package natsuin.boot;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Tells the time by one clock, and by a better one as soon as there is one: keys are opened before
 * the cluster, and the clock that all nodes share needs the cluster. Any thread.
 */
public final class RelayedClock implements InstantSource {
  private volatile InstantSource clock;

  /** By this one at first. */
  public RelayedClock(InstantSource first) {
    this.clock = first;
  }

  /** From now on by this one. */
  public void follow(InstantSource better) {
    this.clock = better;
  }

  @Override
  public Instant instant() {
    return clock.instant();
  }
}
