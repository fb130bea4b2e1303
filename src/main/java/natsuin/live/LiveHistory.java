package natsuin.live;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
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

  /**
   * A server that was started again, or took another's place, may lack the last numbers that were
   * given: it would give them twice, and whoever has seen the first would not look at the second.
   * Such a server has another identifier of replication, and begins a new epoch.
   */
  private static final String EPOCH =
      """
      local known = redis.call('HMGET', KEYS[1], 'epoch', 'server')
      local info = redis.pcall('INFO', 'replication')
      local server = type(info) == 'string' and string.match(info, 'master_replid:(%x+)') or ''
      local epoch = known[1]
      if not epoch or known[2] ~= server then
        epoch = ARGV[1]
        redis.call('HSET', KEYS[1], 'epoch', epoch, 'seq', 0, 'server', server)
        redis.call('DEL', KEYS[2])
      end
      redis.call('PEXPIRE', KEYS[1], ARGV[2])
      """;

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

  private static final Script RECENT =
      Script.of(
          EPOCH
              + """
              return {epoch, redis.call('HGET', KEYS[1], 'seq'), redis.call('LRANGE', KEYS[2], 0, -1)}
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

  /** Where the topic stands, and the latest of its changes, as far as they are remembered. */
  record Recent(Head head, List<LiveEvent> events) {
    /** What is known while Redis is away. */
    static final Recent NOTHING = new Recent(Head.UNKNOWN, List.of());

    /** What came after that, in order; empty if it is no longer known. */
    Optional<List<LiveEvent>> since(Head seen) {
      long missed = head.seq() - seen.seq();
      return !seen.epoch().equals(head.epoch()) || missed < 0 || missed > events.size()
          ? Optional.empty()
          : Optional.of(events.subList(events.size() - (int) missed, events.size()));
    }
  }

  /** Where the topic stands now, with what it came through lately. */
  Future<Recent> recent(String topic) {
    return redis
        .run(RECENT, keys(topic), newEpoch(), KEPT.toMillis())
        .map(
            answer -> {
              Head head = head(answer);
              Response subjects = answer.get(2);
              long first = head.seq() - subjects.size() + 1;
              List<LiveEvent> events = new ArrayList<>(subjects.size());
              for (Response subject : subjects) {
                long seq = first + events.size();
                events.add(new LiveEvent(topic, head.epoch(), seq, subject.toString()));
              }
              return new Recent(head, events);
            });
  }

  /** Where the topic stood last; unknown where it was never asked for. Cheap: for many topics. */
  Future<Head> glance(String topic) {
    return redis
        .send(Command.HMGET, keys(topic).getFirst(), "epoch", "seq")
        .map(
            answer -> answer.get(0) == null || answer.get(1) == null ? Head.UNKNOWN : head(answer));
  }

  /** Gives the next number to a change. */
  Future<LiveEvent> append(String topic, String subject) {
    return redis
        .run(APPEND, keys(topic), newEpoch(), KEPT.toMillis(), subject, REMEMBERED)
        .map(LiveHistory::head)
        .map(head -> new LiveEvent(topic, head.epoch(), head.seq(), subject));
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
