package natsuin.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import natsuin.boot.ConfigurationReader;
import natsuin.boot.embedded.RedisByTls;
import natsuin.boot.embedded.RedisWithSentinels;
import natsuin.kernel.Failure;
import natsuin.kernel.FailureException;
import natsuin.testkit.TlsFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** OPS-3: Redis fails over, two real servers and three Sentinels; and Redis by TLS. */
@Timeout(60)
class SentinelIT {
  private static final Logger LOG = LoggerFactory.getLogger(SentinelIT.class);
  private static final Script COUNT = Script.of("return redis.call('INCR', KEYS[1])");

  @TempDir Path directory;
  private Vertx vertx;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  @DisplayName("OPS-3: the master is killed: what was counted goes on being counted on the other")
  void killed() throws IOException {
    try (var servers = RedisWithSentinels.start(directory.resolve("redis"))) {
      var redis = RedisServer.open(vertx, servers.configuration(shipped()));
      count(redis, 5);
      assertThat(servers.ask(0, "SELECT 3\r\nGET n")).contains("5");
      await().until(() -> servers.ask(1, "SELECT 3\r\nGET n").contains("5"));
      servers.killFirst();
      assertAway(redis);
      long took = untilBack(redis);
      LOG.info("Redis killed: back after {} ms", took);
      assertThat(count(redis, 1)).isGreaterThanOrEqualTo(6);
      redis.close();
    }
  }

  @Test
  @Tag("faults")
  @DisplayName(
      "OPS-3, Attack: a master that fell silent and wakes up after the failover is not counted on"
          + " any more")
  void silent() throws IOException {
    try (var servers = RedisWithSentinels.start(directory.resolve("redis"))) {
      var redis = RedisServer.open(vertx, servers.configuration(shipped()));
      count(redis, 5);
      await().until(() -> servers.ask(1, "SELECT 3\r\nGET n").contains("5"));
      servers.freezeFirst();
      long took = untilBack(redis);
      LOG.info("Redis silent: back after {} ms", took);
      servers.thawFirst();
      for (int i = 0; i < 300; i++) {
        count(redis, 1);
      }
      long counted = count(redis, 1);
      assertThat(servers.ask(1, "SELECT 3\r\nGET n")).contains(Long.toString(counted));
      redis.close();
    }
  }

  @Test
  @Tag("faults")
  @DisplayName("OPS-3: a Sentinel that is away changes nothing; neither does one at start")
  void sentinelAway() throws IOException {
    try (var servers = RedisWithSentinels.start(directory.resolve("redis"))) {
      var redis = RedisServer.open(vertx, servers.configuration(shipped()));
      count(redis, 1);
      servers.killSentinel(0);
      for (int i = 0; i < 100; i++) {
        count(redis, 1);
      }
      var late = RedisServer.open(vertx, servers.configuration(shipped()));
      assertThat(count(late, 1)).isEqualTo(102);
      late.close();
      redis.close();
    }
  }

  @Test
  @DisplayName("SEC-2: Redis by TLS is checked by certificate and name")
  void byTls() throws IOException {
    var files = TlsFiles.ofLocalhost(directory.resolve("right"));
    var stranger = TlsFiles.ofLocalhost(directory.resolve("stranger"));
    var elsewhere = TlsFiles.of(directory.resolve("elsewhere"), "dns:elsewhere.example.jp");
    try (var server = RedisByTls.start(directory.resolve("redis"), files);
        var other = RedisByTls.start(directory.resolve("other"), elsewhere)) {
      var redis = RedisServer.open(vertx, server.configuration(shipped(), files.certificate()));
      assertThat(count(redis, 3)).isEqualTo(3);
      redis.close();
      assertAway(RedisServer.open(vertx, server.configuration(shipped(), stranger.certificate())));
      assertAway(RedisServer.open(vertx, other.configuration(shipped(), elsewhere.certificate())));
    }
  }

  private static long count(RedisServer redis, int times) {
    long last = 0;
    for (int i = 0; i < times; i++) {
      last = redis.run(COUNT, List.of("n")).await().toLong();
    }
    return last;
  }

  private static long untilBack(RedisServer redis) {
    long start = System.nanoTime();
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> redis.ping().map(true).otherwise(false).await());
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  private static void assertAway(RedisServer redis) {
    assertThatThrownBy(() -> redis.send(Command.PING).await())
        .isInstanceOfSatisfying(
            FailureException.class,
            told -> assertThat(told.failure()).isInstanceOf(Failure.Unavailable.class));
  }

  private static RedisConfiguration shipped() {
    return ConfigurationReader.read(Optional.empty(), Map.of(), Map.of()).redis();
  }
}
