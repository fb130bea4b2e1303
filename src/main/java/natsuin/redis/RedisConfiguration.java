package natsuin.redis;

import java.net.URI;
import java.time.Duration;
import natsuin.kernel.Allowed;
import natsuin.kernel.Secret;

/** Where Redis is and how this node speaks to it. */
public record RedisConfiguration(
    URI uri,
    @Allowed(empty = true) Secret password,
    @Allowed(from = "1", to = "256") int poolSize,
    @Allowed(from = "50 ms", to = "30 s") Duration answerWithin) {

  /** Only the two schemes of Redis. */
  public RedisConfiguration {
    if (!"redis".equals(uri.getScheme()) && !"rediss".equals(uri.getScheme())) {
      throw new IllegalArgumentException("uri: must begin with redis:// or rediss:// (TLS)");
    }
  }
}
