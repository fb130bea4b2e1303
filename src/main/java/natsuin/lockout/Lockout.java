package natsuin.lockout;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import natsuin.redis.RedisServer;
import natsuin.redis.Script;

/**
 * Counts wrong tries in a row, over all nodes. A try is reserved before the secret is checked, so
 * however many arrive at once, no more than the policy's number are checked. The caller writes a
 * lock through to PostgreSQL, so that Redis losing its memory opens nothing early (OPS-3).
 */
public final class Lockout {
  /** A counter that nobody touched for so long after its lock's end is forgotten. */
  private static final long KEEP_MILLIS = 24 * 60 * 60 * 1000L;

  /** KEYS: the counter. ARGV: now, tries allowed, lock in ms, ms to keep. */
  private static final Script RESERVE =
      Script.of(
          """
          local now = tonumber(ARGV[1])
          local closed = tonumber(redis.call('HGET', KEYS[1], 'until') or '0')
          if closed > now then
            return {0, closed}
          end
          if closed > 0 then
            redis.call('DEL', KEYS[1])
          end
          local tries = redis.call('HINCRBY', KEYS[1], 'tries', 1)
          local left = tonumber(ARGV[2]) - tries
          local ends = now + tonumber(ARGV[3])
          if left <= 0 then
            redis.call('HSET', KEYS[1], 'until', ends)
          end
          redis.call('PEXPIRE', KEYS[1], tonumber(ARGV[3]) + tonumber(ARGV[4]))
          return {1, math.max(left, 0), ends}
          """);

  private static final Script FORGET = Script.of("return redis.call('DEL', KEYS[1])");

  private final RedisServer redis;
  private final InstantSource clock;
  private final LockoutPolicy policy;
  private final String kind;

  /**
   * A counter of one kind of secret.
   *
   * @param kind keeps the subjects of different counters apart: {@code login}, {@code pin}
   */
  public Lockout(RedisServer redis, InstantSource clock, LockoutPolicy policy, String kind) {
    this.redis = redis;
    this.clock = clock;
    this.policy = policy;
    this.kind = kind;
  }

  /** Reserves a try at this subject's secret. A try that is never settled counts as a wrong one. */
  public Future<Attempt> attempt(String subject) {
    return redis
        .run(
            RESERVE,
            List.of(key(subject)),
            clock.millis(),
            policy.tries(),
            policy.closedFor().toMillis(),
            KEEP_MILLIS)
        .map(
            answer ->
                answer.get(0).toInteger() == 1
                    ? new Attempt.Allowed(
                        answer.get(1).toInteger(), Instant.ofEpochMilli(answer.get(2).toLong()))
                    : new Attempt.Locked(Instant.ofEpochMilli(answer.get(1).toLong())));
  }

  /** The secret was right: the count begins anew. */
  public Future<Void> succeeded(String subject) {
    return redis.run(FORGET, List.of(key(subject))).mapEmpty();
  }

  private String key(String subject) {
    return "lockout:" + kind + ":" + subject;
  }
}
