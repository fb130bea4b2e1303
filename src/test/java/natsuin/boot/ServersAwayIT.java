package natsuin.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import natsuin.kernel.Failure;
import natsuin.kernel.FailureException;
import natsuin.pg.Database;
import natsuin.redis.Script;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** OPS-3: a server goes away under the running program, and comes back. */
class ServersAwayIT {
  @RegisterExtension static final World WORLD = new World();

  private static final Pattern DEPTH =
      Pattern.compile("natsuin_queue_depth\\{queue=\"outbox\"[^}]*} (\\S+)");

  @Test
  @DisplayName(
      "OPS-3: without Redis the node says so at once, pages go on, and all recovers by itself")
  void redisAway() throws IOException {
    var script = Script.of("return redis.call('INCR', KEYS[1])");
    assertThat(WORLD.node().redis().run(script, List.of("n")).await().toInteger()).isEqualTo(1);
    WORLD.servers().redis().close();
    try {
      assertThat(failure(() -> WORLD.node().redis().send(Command.PING).await()))
          .isInstanceOfSatisfying(
              Failure.Unavailable.class, away -> assertThat(away.code()).isEqualTo("redis-away"));
      assertThat(component("redis")).isEqualTo("down");
      assertThat(component("postgresql")).isEqualTo("up");
      assertThat(WORLD.get("/").statusCode()).isEqualTo(200);
    } finally {
      WORLD.servers().redis().restart();
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> component("redis").equals("up"));
    // Redis has forgotten its scripts, not its data.
    assertThat(WORLD.node().redis().run(script, List.of("n")).await().toInteger()).isEqualTo(2);
  }

  @Test
  @DisplayName(
      "OPS-3, OPS-5: without PostgreSQL the node says so at once, tells no figure of before, and"
          + " recovers by itself")
  void postgresAway() throws IOException {
    WORLD.database().ping().await();
    await().until(() -> depth().equals("0.0"));
    WORLD.servers().postgres().close();
    try {
      assertThat(failure(() -> WORLD.database().ping().await()))
          .isInstanceOf(Failure.Unavailable.class);
      assertThat(component("postgresql")).isEqualTo("down");
      assertThat(WORLD.get("/").statusCode()).isEqualTo(200);
      await().atMost(Duration.ofSeconds(20)).until(() -> depth().equals("NaN"));
    } finally {
      WORLD.servers().postgres().restart();
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> component("postgresql").equals("up"));
    await().atMost(Duration.ofSeconds(20)).until(() -> depth().equals("0.0"));
  }

  /** Of the mails, as Prometheus reads it. */
  private static String depth() {
    var matcher = DEPTH.matcher(WORLD.get("/metrics").body());
    return matcher.find() ? matcher.group(1) : "";
  }

  private static String component(String name) {
    return new JsonObject(WORLD.get("/health/ready").body())
        .getJsonObject("components")
        .getString(name);
  }

  /** The failure that the outside would be told. */
  private static Failure failure(Runnable work) {
    long start = System.nanoTime();
    try {
      work.run();
    } catch (Exception fault) { // await throws checked ones too
      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(10);
      if (Database.translate(fault) instanceof FailureException expected) {
        return expected.failure();
      }
      throw new AssertionError(fault);
    }
    throw new AssertionError("it worked");
  }
}
