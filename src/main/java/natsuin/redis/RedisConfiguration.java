package natsuin.redis;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import natsuin.kernel.Allowed;
import natsuin.kernel.Secret;

/**
 * Where Redis is and how this node speaks to it.
 *
 * @param uris the server; with {@code sentinelMaster} the Sentinels, who say which server it is
 * @param password of the server
 * @param sentinelMaster what the Sentinels call it; empty: no Sentinels
 * @param sentinelPassword of the Sentinels
 * @param tlsCaFile certificates (PEM) that vouch for all of them; empty: those that Java knows
 */
public record RedisConfiguration(
    List<URI> uris,
    @Allowed(empty = true) Secret password,
    @Allowed(empty = true) String sentinelMaster,
    @Allowed(empty = true) Secret sentinelPassword,
    @Allowed(empty = true) String tlsCaFile,
    @Allowed(from = "1", to = "256") int poolSize,
    @Allowed(from = "50 ms", to = "30 s") Duration answerWithin) {

  /** Only the two schemes of Redis; several addresses only of Sentinels. */
  public RedisConfiguration {
    uris = List.copyOf(uris);
    for (URI uri : uris) {
      if (!"redis".equals(uri.getScheme()) && !"rediss".equals(uri.getScheme())) {
        throw new IllegalArgumentException("uris: must begin with redis:// or rediss:// (TLS)");
      }
      if (hasSecret(uri)) {
        throw new IllegalArgumentException("uris: a password stands in password, as file:PATH");
      }
      if (uri.getHost() == null) {
        throw new IllegalArgumentException("uris: must name a host, and one is '" + uri + "'");
      }
    }
    if (uris.size() > 1 && sentinelMaster.isEmpty()) {
      throw new IllegalArgumentException("uris: several are Sentinels and need sentinel-master");
    }
  }

  /** The client would take it from there; so would whoever is told the address. */
  private static boolean hasSecret(URI uri) {
    String host = uri.getRawAuthority();
    return (host != null && host.contains("@")) || uri.getRawQuery() != null;
  }

  /** Hosts and ports, for people. */
  public List<String> authorities() {
    return uris.stream().map(URI::getAuthority).toList();
  }

  /** The same with one server. */
  public RedisConfiguration at(URI uri, Secret itsPassword) {
    return new RedisConfiguration(
        List.of(uri), itsPassword, "", new Secret(""), "", poolSize, answerWithin);
  }

  /** The server of this host and port, spoken to as the first address says. */
  String address(String host, int port) {
    URI like = uris.getFirst();
    String shown = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return "%s://%s:%d%s".formatted(like.getScheme(), shown, port, like.getPath());
  }
}
