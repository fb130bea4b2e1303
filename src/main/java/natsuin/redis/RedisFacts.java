package natsuin.redis;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What a Redis server says of itself ({@code INFO}), as far as this service depends on it.
 *
 * @param version as in 7.2.4
 * @param isMaster whether it takes writes
 * @param evictionPolicy what it does when its memory is full
 * @param appends whether every write is appended to a file
 * @param writesWell whether the last one was, and the last copy of everything, where it makes those
 * @param used bytes in use
 * @param limit bytes that it may use; 0: no limit
 * @param replicas that follow it
 * @param trip how long a question and its answer took
 */
public record RedisFacts(
    String version,
    boolean isMaster,
    String evictionPolicy,
    boolean appends,
    boolean writesWell,
    long used,
    long limit,
    int replicas,
    Duration trip) {

  /** Lines of {@code name:value}; what a server of another make leaves out is taken as harmless. */
  static RedisFacts of(String info, Duration trip) {
    Map<String, String> said = new HashMap<>();
    info.lines()
        .filter(line -> line.indexOf(':') > 0)
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              said.put(line.substring(0, colon), line.substring(colon + 1).strip());
            });
    return new RedisFacts(
        said.getOrDefault("redis_version", "0"),
        "master".equals(said.getOrDefault("role", "master")),
        said.getOrDefault("maxmemory_policy", "noeviction"),
        "1".equals(said.get("aof_enabled")),
        "ok".equals(said.getOrDefault("aof_last_write_status", "ok"))
            && "ok".equals(said.getOrDefault("rdb_last_bgsave_status", "ok")),
        number(said, "used_memory"),
        number(said, "maxmemory"),
        (int) number(said, "connected_slaves"),
        trip);
  }

  private static long number(Map<String, String> said, String name) {
    return Long.parseLong(said.getOrDefault(name, "0"));
  }
}
