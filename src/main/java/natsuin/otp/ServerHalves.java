package natsuin.otp;

import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.redis.RedisServer;
import natsuin.redis.Script;
import org.jspecify.annotations.Nullable;

/**
 * The server's halves of split secrets, for as long as a code may be entered or an authorization
 * used. A half alone is a random number; Redis losing it costs a new PIN entry.
 */
public final class ServerHalves {
  private static final Script PUT =
      Script.of("return redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])");
  private static final Script GET = Script.of("return redis.call('GET', KEYS[1])");
  private static final Script TAKE = Script.of("return redis.call('GETDEL', KEYS[1])");
  private static final Script KEEP = Script.of("return redis.call('PEXPIRE', KEYS[1], ARGV[1])");
  private static final Script FORGET = Script.of("return redis.call('DEL', KEYS[1])");

  private final RedisServer redis;
  private final String prefix;

  /** Kept in this Redis, apart from the halves of every other purpose. */
  public ServerHalves(RedisServer redis, Purpose purpose) {
    this.redis = redis;
    this.prefix = "half:" + purpose.name + ":";
  }

  /** What a half belongs to: an ID of one purpose finds, and ends, nothing of another. */
  public enum Purpose {
    /** A contract's signature that was asked for. */
    CONTRACT("contract"),
    /** A power of attorney's. */
    MANDATE("mandate"),
    /** A master user's first registration. */
    REGISTRATION("registration"),
    /** A client certificate that is being issued. */
    CLIENT_ISSUE("client-issue");

    private final String name;

    Purpose(String name) {
      this.name = name;
    }
  }

  /** Keeps a half for that long. */
  public Future<Void> put(UUID request, byte[] half, Duration life) {
    String text = Base64.getEncoder().encodeToString(half);
    return redis.run(PUT, List.of(key(request)), text, life.toMillis()).mapEmpty();
  }

  /** The half, while there is one. */
  public Future<Optional<byte[]>> get(UUID request) {
    return redis.run(GET, List.of(key(request))).map(ServerHalves::half);
  }

  /** The half, to one of all who ask for it; then it is gone. */
  public Future<Optional<byte[]>> take(UUID request) {
    return redis.run(TAKE, List.of(key(request))).map(ServerHalves::half);
  }

  private static Optional<byte[]> half(@Nullable Response answer) {
    return Optional.ofNullable(answer).map(text -> Base64.getDecoder().decode(text.toString()));
  }

  /** That much longer from now; false when it is gone. */
  public Future<Boolean> keep(UUID request, Duration life) {
    return redis
        .run(KEEP, List.of(key(request)), life.toMillis())
        .map(answer -> answer.toInteger() == 1);
  }

  /** Whether it is gone by now or not: it is gone. */
  public Future<Void> forget(UUID request) {
    return redis.run(FORGET, List.of(key(request))).mapEmpty();
  }

  private String key(UUID request) {
    return prefix + request;
  }
}
