package natsuin.lockout;

import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import natsuin.redis.RedisServer;

/**
 * Counts wrong tries in a row, and locks in a row, over all nodes (EMP-4). A try is reserved before
 * the secret is checked, so however many arrive at once, no more than the policy's number are
 * checked. The caller writes each lock through to PostgreSQL and says with every try how many are
 * known there, so that Redis losing its memory opens nothing early and forgets no lock (OPS-3).
 */
public final class Ladder {
  private final RedisServer redis;
  private final InstantSource clock;
  private final LadderPolicy policy;
  private final String kind;

  /**
   * A counter of one kind of secret.
   *
   * @param kind keeps the subjects of different counters apart: {@code login}, {@code pin}
   */
  public Ladder(RedisServer redis, InstantSource clock, LadderPolicy policy, String kind) {
    this.redis = redis;
    this.clock = clock;
    this.policy = policy;
    this.kind = kind;
  }

  /**
   * Reserves a try at this subject's secret. A try that is never settled counts as a wrong one.
   *
   * @param locks how many locks in a row were written down, as far as the caller has read
   */
  public Future<Rung> attempt(String subject, int locks) {
    return redis
        .run(
            LadderScripts.RESERVE,
            List.of(key(subject)),
            clock.millis(),
            policy.tries(),
            policy.closedFor().toMillis(),
            LadderScripts.KEEP_MILLIS,
            policy.blocksAt(),
            locks,
            LadderScripts.SETTLED_MILLIS)
        .map(Ladder::rung);
  }

  private static Rung rung(Response answer) {
    var lock =
        new Rung.Lock(
            Instant.ofEpochMilli(answer.get(2).toLong()),
            answer.get(3).toInteger(),
            answer.get(4).toInteger() == 1);
    return switch (answer.get(0).toString()) {
      case "allowed" -> new Rung.Allowed(answer.get(1).toInteger(), lock);
      case "locked" -> new Rung.Locked(lock);
      default -> new Rung.Blocked(lock);
    };
  }

  /**
   * The secret was right, or somebody lifted the lock: the count begins anew. What is written down
   * must have been cleared before.
   */
  public Future<Void> succeeded(String subject) {
    return redis
        .run(
            LadderScripts.FORGET,
            List.of(key(subject)),
            clock.millis(),
            policy.blocksAt(),
            LadderScripts.SETTLED_MILLIS)
        .mapEmpty();
  }

  private String key(String subject) {
    return "lockout:" + kind + ":" + subject;
  }
}
