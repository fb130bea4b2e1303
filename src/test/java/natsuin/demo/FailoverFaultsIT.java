package natsuin.demo;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import natsuin.boot.ConfigurationReader;
import natsuin.boot.embedded.PostgresPair;
import natsuin.boot.embedded.RedisWithSentinels;
import natsuin.testkit.TcpGate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** OPS-3: PostgreSQL with a standby and Redis with Sentinels, behind three nodes under load. */
@Tag("faults")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FailoverFaultsIT {
  private static final Duration A_WHILE = Duration.ofSeconds(4);

  private static PostgresPair pair;
  private static RedisWithSentinels redis;
  private static List<TcpGate> gates = List.of();
  private static UnderLoad people;

  @BeforeAll
  static void start() throws Exception {
    Path data = UnderLoad.place();
    pair = PostgresPair.start(data.resolve("pair"));
    redis = RedisWithSentinels.start(data.resolve("sentinels"));
    var given = ConfigurationReader.read(Optional.empty(), Map.of(), Map.of());
    var postgres = pair.configuration(given.postgres());
    gates = postgres.hosts().stream().map(FailoverFaultsIT::before).toList();
    var settings =
        new JsonObject()
            .put(
                "postgres",
                new JsonObject()
                    .put(
                        "hosts",
                        new JsonArray(
                            gates.stream().map(gate -> "127.0.0.1:" + gate.port()).toList()))
                    .put("password", file(data, "pair-password", postgres.password().value()))
                    .put("pool-size", 16))
            .put("redis", sentinels(data));
    people = UnderLoad.start(data, embedded -> embedded.copy().mergeIn(settings, true));
  }

  private static TcpGate before(String host) {
    var gate = new TcpGate();
    gate.before(Integer.parseInt(host.replaceAll("^.*:", "")));
    return gate;
  }

  private static JsonObject sentinels(Path data) throws IOException {
    var like = ConfigurationReader.read(Optional.empty(), Map.of(), Map.of()).redis();
    var configuration = redis.configuration(like);
    return new JsonObject()
        .put("uris", new JsonArray(configuration.uris().stream().map(String::valueOf).toList()))
        .put("password", file(data, "redis-password", configuration.password().value()))
        .put("sentinel-master", configuration.sentinelMaster())
        .put(
            "sentinel-password",
            file(data, "sentinel-password", configuration.sentinelPassword().value()));
  }

  private static String file(Path data, String name, String secret) throws IOException {
    return "file:" + Files.writeString(data.resolve(name), secret);
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable each : Arrays.asList(people, pair, redis)) {
      if (each != null) {
        each.close();
      }
    }
    gates.forEach(TcpGate::close);
  }

  @Test
  @Order(1)
  @DisplayName(
      "OPS-3, Fault: PostgreSQL is slow, 300 ms more for each statement: everything is slow, and"
          + " nothing fails")
  void postgresSlow() throws Exception {
    people.suffer(
        "PostgreSQL slow (+300 ms)",
        () -> {
          gates.forEach(gate -> gate.delay(Duration.ofMillis(300)));
          people.awaitMore(Load.LOGIN, 3);
          people.awaitMore(Load.SIGNED, 2);
        },
        () -> gates.forEach(gate -> gate.delay(Duration.ZERO)));
  }

  @Test
  @Order(2)
  @DisplayName(
      "OPS-3, Fault: PostgreSQL is killed and started again: pages go on, what needs it says so,"
          + " nothing acknowledged is lost")
  void postgresKilled() throws Exception {
    people.suffer(
        "PostgreSQL killed, started again",
        () -> {
          pair.killFirst();
          LockSupport.parkNanos(A_WHILE.toNanos());
        },
        () -> pair.restartFirst());
  }

  @Test
  @Order(3)
  @DisplayName(
      "OPS-3, Fault: Redis' master is killed, Sentinels make the other one: no lock opens early,"
          + " all recovers by itself")
  void redisFailsOver() throws Exception {
    people.suffer(
        "Redis failed over by Sentinel",
        () -> redis.killFirst(),
        () ->
            await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> redis.ask(1, "INFO replication").contains("role:master")));
  }

  @Test
  @Order(4)
  @DisplayName(
      "OPS-3, Fault: PostgreSQL's primary falls silent with open lines, the standby is promoted:"
          + " the nodes find it by themselves; what the old one wakes up with counts nothing")
  void postgresFailsOver() throws Exception {
    people.suffer(
        "PostgreSQL silent, failed over",
        () -> {
          pair.freezeFirst();
          LockSupport.parkNanos(A_WHILE.toNanos());
        },
        () -> pair.promoteSecond());
    people.suffer("PostgreSQL's old primary wakes up", () -> pair.thawFirst(), () -> {});
  }
}
