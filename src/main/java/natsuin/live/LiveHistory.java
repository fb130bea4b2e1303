package natsuin.live;

import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.redis.RedisServer;
import natsuin.redis.Script;

/** Numbers every change of a topic, in the whole cluster, and remembers the latest of them. */
final class LiveHistory {
  /** How many changes a browser may have missed and still be told one by one. */
  private static final int REMEMBERED = 256;

  private static final Duration KEPT = Duration.ofDays(1);

  private static final String EPOCH =
      """
      local epoch = redis.call('HGET', KEYS[1], 'epoch')
      if not epoch then
        epoch = ARGV[1]
        redis.call('HSET', KEYS[1], 'epoch', epoch, 'seq', 0)
        redis.call('DEL', KEYS[2])
      end
      redis.call('PEXPIRE', KEYS[1], ARGV[2])
      """;

  private static final Script HEAD =
      Script.of(EPOCH + "return {epoch, redis.call('HGET', KEYS[1], 'seq')}");

  private static final Script APPEND =
      Script.of(
          EPOCH
              + """
              local seq = redis.call('HINCRBY', KEYS[1], 'seq', 1)
              redis.call('RPUSH', KEYS[2], ARGV[3])
              redis.call('LTRIM', KEYS[2], -tonumber(ARGV[4]), -1)
              redis.call('PEXPIRE', KEYS[2], ARGV[2])
              return {epoch, seq}
              """);

  private static final Script SINCE =
      Script.of(
          EPOCH
              + """
              local seq = tonumber(redis.call('HGET', KEYS[1], 'seq'))
              local missed = seq - tonumber(ARGV[4])
              if epoch ~= ARGV[3] or missed < 0 or missed > redis.call('LLEN', KEYS[2]) then
                return false
              end
              if missed == 0 then return {} end
              return redis.call('LRANGE', KEYS[2], -missed, -1)
              """);

  private final RedisServer redis;

  LiveHistory(RedisServer redis) {
    this.redis = redis;
  }

  /** Where a topic's sequence stands. */
  record Head(String epoch, long seq) {
    /** Of a topic whose sequence cannot be known, because Redis is away. */
    static final Head UNKNOWN = new Head("", 0);
  }

  /** Where the topic stands now. */
  Future<Head> head(String topic) {
    return redis.run(HEAD, keys(topic), newEpoch(), KEPT.toMillis()).map(LiveHistory::head);
  }

  /** Gives the next number to a change. */
  Future<LiveEvent> append(String topic, String subject) {
    return redis
        .run(APPEND, keys(topic), newEpoch(), KEPT.toMillis(), subject, REMEMBERED)
        .map(LiveHistory::head)
        .map(head -> new LiveEvent(topic, head.epoch(), head.seq(), subject));
  }

  /** What came after that number, in order; empty if that is no longer known. */
  Future<Optional<List<LiveEvent>>> since(String topic, String epoch, long after) {
    return redis
        .run(SINCE, keys(topic), newEpoch(), KEPT.toMillis(), epoch, after)
        .map(
            answer -> {
              if (answer == null) {
                return Optional.empty();
              }
              List<LiveEvent> missed = new ArrayList<>();
              for (Response subject : answer) {
                missed.add(
                    new LiveEvent(topic, epoch, after + missed.size() + 1, subject.toString()));
              }
              return Optional.of(missed);
            });
  }

  private static Head head(Response answer) {
    return new Head(answer.get(0).toString(), answer.get(1).toLong());
  }

  /** Both keys carry the same hash tag, so that they live on one server of a Redis cluster. */
  private static List<String> keys(String topic) {
    return List.of("live:{" + topic + "}", "live:{" + topic + "}:log");
  }

  private static String newEpoch() {
    return Long.toHexString(UUID.randomUUID().getMostSignificantBits());
  }
}
