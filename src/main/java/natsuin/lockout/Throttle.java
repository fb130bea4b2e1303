package natsuin.lockout;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import natsuin.kernel.Failure;
import natsuin.redis.RedisServer;
import natsuin.redis.Script;
import natsuin.vault.KeyedHash;

/**
 * Slows down whoever knocks too often at doors that are open to strangers, over all nodes (SEC-3).
 * Counts in windows: the first knock opens one, and what exceeds it waits for its end.
 */
public final class Throttle {
  /** KEYS: the window. ARGV: how many, for how many ms. Answers 0, or how many ms to wait. */
  private static final Script KNOCK =
      Script.of(
          """
          local knocks = redis.call('INCR', KEYS[1])
          if knocks == 1 then
            redis.call('PEXPIRE', KEYS[1], ARGV[2])
          end
          if knocks <= tonumber(ARGV[1]) then
            return 0
          end
          return math.max(1, redis.call('PTTL', KEYS[1]))
          """);

  private final RedisServer redis;
  private final ThrottleConfiguration configuration;
  private final KeyedHash addresses;

  /**
   * A throttle by these numbers.
   *
   * @param addresses hides clients' addresses, which are personal data, from Redis
   */
  public Throttle(RedisServer redis, ThrottleConfiguration configuration, KeyedHash addresses) {
    this.redis = redis;
    this.configuration = configuration;
    this.addresses = addresses;
  }

  /**
   * Lets the client in, or fails as {@link Failure.TooMany} {@code too-many-requests}.
   *
   * @param door what is knocked at; each is counted apart
   * @param client where the request comes from
   */
  public Future<Void> admit(String door, String client) {
    byte[] hash = addresses.of(client.getBytes(StandardCharsets.UTF_8));
    String key = "throttle:" + door + ":" + HexFormat.of().formatHex(hash, 0, 16);
    return redis
        .run(KNOCK, List.of(key), configuration.requests(), configuration.within().toMillis())
        .compose(
            answer -> {
              long wait = answer.toLong();
              return wait == 0
                  ? Future.succeededFuture()
                  : Future.failedFuture(
                      new Failure.TooMany("too-many-requests", Duration.ofMillis(wait))
                          .exception());
            });
  }
}
