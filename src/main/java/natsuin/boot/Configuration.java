package natsuin.boot;

import java.nio.file.Path;
import natsuin.cluster.ClusterConfiguration;
import natsuin.http.HttpConfiguration;
import natsuin.pg.PostgresConfiguration;
import natsuin.redis.RedisConfiguration;

/**
 * Everything an operator decides, one record per room. A new section is one component here and one
 * block in {@code conf/natsuin.yaml}; component {@code poolSize} is key {@code pool-size}.
 */
public record Configuration(
    Mode mode,
    Path data,
    HttpConfiguration http,
    PostgresConfiguration postgres,
    RedisConfiguration redis,
    ClusterConfiguration cluster,
    LogConfiguration log) {

  /** Whose servers these are. */
  public enum Mode {
    /** Started beside the program, for development and trial. */
    EMBEDDED,
    /** The operator's. */
    EXTERNAL
  }

  /** The same with other servers behind it. */
  public Configuration on(PostgresConfiguration otherPostgres, RedisConfiguration otherRedis) {
    return new Configuration(mode, data, http, otherPostgres, otherRedis, cluster, log);
  }
}
