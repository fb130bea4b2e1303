package natsuin.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks one Sentinel who the master is. */
record SentinelProbe(Redis sentinel, String name) {
  private static final Duration SOON = Duration.ofSeconds(1);

  /** A server, and the failover that made it the master. */
  record Master(String host, int port, long epoch) {
    boolean isAt(Master other) {
      return host.equals(other.host) && port == other.port;
    }
  }

  /** Never fails: a Sentinel that is away, or does not know the name, answers nothing. */
  Future<Optional<Master>> ask() {
    return sentinel
        .send(Request.cmd(Command.SENTINEL).arg("MASTER").arg(name))
        .timeout(SOON.toMillis(), TimeUnit.MILLISECONDS)
        .map(answer -> Optional.of(read(answer)))
        .otherwise(away -> Optional.empty());
  }

  /** Names and values in turn, as RESP2 has it. */
  private static Master read(Response answer) {
    var fields = new HashMap<String, String>();
    for (int i = 0; i + 1 < answer.size(); i += 2) {
      fields.put(answer.get(i).toString(), answer.get(i + 1).toString());
    }
    return new Master(
        fields.getOrDefault("ip", ""),
        Integer.parseInt(fields.getOrDefault("port", "")),
        Long.parseLong(fields.getOrDefault("config-epoch", "")));
  }

  void close() {
    sentinel.close();
  }
}
