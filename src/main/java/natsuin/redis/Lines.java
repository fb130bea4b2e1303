package natsuin.redis;

import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.RedisOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How lines to Redis and to its Sentinels are opened. */
final class Lines {
  /** In metrics; of itself each pool has another, made up anew by each start. */
  private static final String POOL = "redis";

  private static final int WAITING_PER_LINE = 32;

  /**
   * Beyond the time for an answer: a line on which nothing comes or goes for so long is given up. A
   * server that vanished without a word would keep its places in the pool for a quarter of an hour,
   * the one that stands in its place notwithstanding. No round number, so that what is asked from
   * time to time does not meet the end of its line.
   */
  private static final Duration LOST = Duration.ofMillis(7_700);

  private Lines() {}

  static RedisOptions toServer(RedisConfiguration configuration, String address) {
    var options =
        to(configuration, address)
            .setMaxPoolSize(configuration.poolSize())
            .setMaxPoolWaiting(configuration.poolSize() * WAITING_PER_LINE);
    return configuration.password().isEmpty()
        ? options
        : options.setPassword(configuration.password().value());
  }

  /** One line, in the older protocol, whose answers look the same in every version. */
  static RedisOptions toSentinel(RedisConfiguration configuration, URI uri) {
    String address = "%s://%s".formatted(uri.getScheme(), uri.getAuthority());
    var options =
        to(configuration, address)
            .setProtocolNegotiation(false)
            .setMaxPoolSize(1)
            .setMaxPoolWaiting(WAITING_PER_LINE);
    return configuration.sentinelPassword().isEmpty()
        ? options
        : options.setPassword(configuration.sentinelPassword().value());
  }

  private static RedisOptions to(RedisConfiguration configuration, String address) {
    var options = new RedisOptions().setConnectionString(address).setPoolName(POOL);
    var net = options.getNetClientOptions();
    net.setConnectTimeout((int) configuration.answerWithin().toMillis());
    net.setIdleTimeout((int) configuration.answerWithin().plus(LOST).toMillis());
    net.setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    net.setHostnameVerificationAlgorithm("HTTPS");
    if (!configuration.tlsCaFile().isEmpty()) {
      net.setTrustOptions(new PemTrustOptions().addCertPath(configuration.tlsCaFile()));
    }
    return options;
  }
}
