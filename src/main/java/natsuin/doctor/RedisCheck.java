package natsuin.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import natsuin.redis.RedisConfiguration;
import natsuin.redis.RedisFacts;
import natsuin.redis.RedisServer;

/** Whether Redis is new enough, forgets nothing on its own, and is near. */
final class RedisCheck implements Check {
  /** GETDEL came with 6.2. */
  private static final Version NEEDED = new Version(6, 2);

  private static final Duration SLOW = Duration.ofMillis(50);
  private static final double FULL = 0.8;

  private final RedisServer server;
  private final RedisConfiguration configuration;

  RedisCheck(RedisServer server, RedisConfiguration configuration) {
    this.server = server;
    this.configuration = configuration;
  }

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(5);
  }

  @Override
  public List<Finding> look() {
    String subject = String.join(", ", configuration.authorities());
    try {
      return judge(subject, server.facts().await());
    } catch (Exception fault) {
      Map<String, Object> facts = Map.of("fault", Faults.told(fault));
      return List.of(
          RedisServer.isReply(fault)
              ? Finding.error("redis.refuses", subject, facts)
              : Finding.error("redis.away", subject, facts));
    }
  }

  private List<Finding> judge(String subject, RedisFacts redis) {
    var found = new ArrayList<Finding>();
    Map<String, Object> facts =
        Map.of(
            "version",
            redis.version(),
            "needed",
            NEEDED,
            "policy",
            redis.evictionPolicy(),
            "millis",
            redis.trip().toMillis(),
            "used",
            redis.used() >> 20,
            "limit",
            redis.limit() >> 20);
    if (Version.of(redis.version()).isBefore(NEEDED)) {
      found.add(Finding.error("redis.too-old", subject, facts));
    }
    if (!redis.isMaster()) {
      found.add(Finding.error("redis.replica", subject, facts));
    }
    if (!"noeviction".equals(redis.evictionPolicy())) {
      found.add(Finding.error("redis.evicts", subject, facts));
    }
    memory(subject, redis, facts, found);
    if (!redis.appends()) {
      found.add(Finding.warning("redis.not-kept", subject, facts));
    }
    if (!redis.writesWell()) {
      found.add(Finding.error("redis.cannot-write", subject, facts));
    }
    if (!configuration.sentinelMaster().isEmpty() && redis.replicas() == 0) {
      found.add(Finding.warning("redis.no-replica", subject, facts));
    }
    if (redis.trip().compareTo(SLOW) > 0) {
      found.add(Finding.warning("redis.slow", subject, facts));
    }
    return found.isEmpty() ? List.of(Finding.ok("redis.fine", subject, facts)) : found;
  }

  private static void memory(
      String subject, RedisFacts redis, Map<String, Object> facts, List<Finding> found) {
    if (redis.limit() > 0 && redis.used() >= redis.limit()) {
      found.add(Finding.error("redis.out-of-memory", subject, facts));
    } else if (redis.limit() > 0 && redis.used() > FULL * redis.limit()) {
      found.add(Finding.warning("redis.full", subject, facts));
    }
  }
}
