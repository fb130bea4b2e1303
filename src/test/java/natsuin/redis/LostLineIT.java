package natsuin.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import natsuin.testkit.TcpGate;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** OPS-3: Redis is there, but nothing comes on the lines that were open. */
class LostLineIT {
  @RegisterExtension static final World WORLD = new World();

  @Test
  @DisplayName(
      "OPS-3, fault: the machine of Redis was exchanged without a word: lines to the old one keep"
          + " every place in the pool")
  void exchanged() {
    var vertx = Vertx.vertx();
    try (var gate = new TcpGate()) {
      var like = WORLD.node().configuration().redis();
      gate.before(like.uris().getFirst().getPort());
      var redis =
          RedisServer.open(
              vertx, like.at(URI.create("redis://127.0.0.1:" + gate.port()), like.password()));
      assertThat(answered(redis, like.poolSize())).isEqualTo(like.poolSize());
      gate.forget();
      assertThat(answered(redis, like.poolSize())).isZero();
      await()
          .atMost(Duration.ofSeconds(15))
          .until(() -> answered(redis, like.poolSize()) == like.poolSize());
      redis.close();
    } finally {
      vertx.close().await();
    }
  }

  /** Of so many questions at the same time. */
  private static long answered(RedisServer redis, int questions) {
    var all = Stream.generate(() -> redis.ping().map(true).otherwise(false)).limit(questions);
    return Future.join(all.toList()).await().<Boolean>list().stream().filter(yes -> yes).count();
  }
}
