package natsuin.otp;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import natsuin.redis.RedisServer;
import natsuin.redis.Script;
import natsuin.vault.KeyedHash;

/**
 * How many mails one client may ask for without being logged in, whomever they go to. The client is
 * a network address, hashed before Redis sees it.
 */
public final class ClientSends {
  private static final int HASH_BYTES = 16;

  /** KEYS: times of this client, newest first. ARGV: now, how many, within ms. */
  private static final Script TAKE =
      Script.of(
          """
          local now, most, within = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
          local oldest = redis.call('LINDEX', KEYS[1], most - 1)
          if oldest and tonumber(oldest) + within > now then
            return tonumber(oldest) + within - now
          end
          redis.call('LPUSH', KEYS[1], now)
          redis.call('LTRIM', KEYS[1], 0, most - 1)
          redis.call('PEXPIRE', KEYS[1], within)
          return 0
          """);

  private final RedisServer redis;
  private final InstantSource clock;
  private final KeyedHash keyedHash;
  private final String kind;
  private final int most;
  private final Duration within;

  /**
   * A limit of one kind.
   *
   * @param kind keeps different limits apart
   * @param most mails within that time; 0: no limit
   */
  public ClientSends(
      RedisServer redis,
      InstantSource clock,
      KeyedHash keyedHash,
      String kind,
      int most,
      Duration within) {
    this.redis = redis;
    this.clock = clock;
    this.keyedHash = keyedHash;
    this.kind = kind;
    this.most = most;
    this.within = within;
  }

  /** Counts one; answers how long to wait where that was one too many. */
  public Future<Optional<Duration>> take(String client) {
    if (most == 0) {
      return Future.succeededFuture(Optional.empty());
    }
    byte[] hash = keyedHash.of(utf8("client"), utf8(client));
    String key = "otp:client:" + kind + ":" + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    return redis
        .run(TAKE, List.of(key), clock.millis(), most, within.toMillis())
        .map(
            answer ->
                answer.toLong() == 0
                    ? Optional.empty()
                    : Optional.of(Duration.ofMillis(answer.toLong())));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
