package natsuin.lockout;

import io.vertx.core.Future;
import java.time.InstantSource;
import natsuin.redis.RedisServer;

/** A {@link Ladder} of one rung: what it closes opens by itself, however often. */
public final class Lockout {
  private final Ladder ladder;

  /**
   * A counter of one kind of secret.
   *
   * @param kind keeps the subjects of different counters apart: {@code recovery}, {@code pin}
   */
  public Lockout(RedisServer redis, InstantSource clock, LockoutPolicy policy, String kind) {
    this.ladder = new Ladder(redis, clock, policy.ladder(), kind);
  }

  /** Reserves a try at this subject's secret. A try that is never settled counts as a wrong one. */
  public Future<Attempt> attempt(String subject) {
    return ladder
        .attempt(subject, 0)
        .map(
            rung ->
                switch (rung) {
                  case Rung.Allowed allowed ->
                      new Attempt.Allowed(allowed.triesLeft(), allowed.lock().until());
                  case Rung.Locked locked -> new Attempt.Locked(locked.lock().until());
                  case Rung.Blocked blocked -> new Attempt.Locked(blocked.lock().until());
                });
  }

  /** The secret was right: the count begins anew. */
  public Future<Void> succeeded(String subject) {
    return ladder.succeeded(subject);
  }
}
