package natsuin.redis;

import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.RedisOptions;
import java.net.URI;

/** How lines to Redis and to its Sentinels are opened. */
final class Lines {
  private static final int WAITING_PER_LINE = 32;

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
    var options = new RedisOptions().setConnectionString(address);
    var net = options.getNetClientOptions();
    net.setConnectTimeout((int) configuration.answerWithin().toMillis());
    net.setHostnameVerificationAlgorithm("HTTPS");
    if (!configuration.tlsCaFile().isEmpty()) {
      net.setTrustOptions(new PemTrustOptions().addCertPath(configuration.tlsCaFile()));
    }
    return options;
  }
}
