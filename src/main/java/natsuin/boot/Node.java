package natsuin.boot;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import natsuin.cluster.Cluster;
import natsuin.pg.Database;
import natsuin.pg.SharedClock;
import natsuin.redis.RedisServer;

/**
 * One running node: its ground, for those who assemble rooms on it.
 *
 * @param schema the newest migration that this program knows
 * @param clock what every room tells the time by
 * @param sharedClock the same, but in tests, which turn theirs
 */
public record Node(
    Configuration configuration,
    int schema,
    InstantSource clock,
    SharedClock sharedClock,
    Cluster cluster,
    Database database,
    RedisServer redis,
    Keys keys,
    PrometheusMeterRegistry metrics,
    Lifecycle life)
    implements AutoCloseable {

  /** The clustered Vert.x. */
  public Vertx vertx() {
    return cluster.vertx();
  }

  /** Stops everything in reverse; waits. */
  @Override
  public void close() {
    life.close();
  }
}
