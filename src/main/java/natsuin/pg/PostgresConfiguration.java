package natsuin.pg;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import natsuin.kernel.Allowed;
import natsuin.kernel.Secret;

/**
 * Where PostgreSQL is and how many connections this node keeps to it.
 *
 * @param hosts names or addresses, each with a port after a colon or none; of several, the one that
 *     is primary is used
 * @param silence a line on which nothing came or went for so long is given up
 */
public record PostgresConfiguration(
    List<String> hosts,
    String database,
    String user,
    @Allowed(empty = true) Secret password,
    @Allowed(from = "2", to = "500") int poolSize,
    @Allowed(from = "0", to = "100000") int poolQueue,
    @Allowed(from = "100 ms", to = "60 s") Duration connectTimeout,
    @Allowed(from = "5 s", to = "1 h") Duration silence,
    Tls tls,
    @Allowed(empty = true) String tlsCaFile) {

  /** Whether the line to the server is encrypted. */
  public enum Tls {
    /** In the clear: only on this machine or a private network. */
    OFF,
    /** Encrypted, and the server's certificate and name are checked. */
    VERIFY_FULL
  }

  /** Encryption needs something to check the server by. */
  public PostgresConfiguration {
    hosts = List.copyOf(hosts);
    for (String host : hosts) {
      try {
        PostgresServer.parse(host);
      } catch (IllegalArgumentException fault) {
        throw new IllegalArgumentException("hosts: " + fault.getMessage(), fault);
      }
    }
    if (tls == Tls.VERIFY_FULL && tlsCaFile.isEmpty()) {
      throw new IllegalArgumentException("tls: verify-full needs tls-ca-file");
    }
  }

  List<PostgresServer> servers() {
    return hosts.stream().map(PostgresServer::parse).toList();
  }

  /** The same with one server, in the clear, its database and role of this name. */
  public PostgresConfiguration at(String host, int port, String name, Secret secret) {
    return new PostgresConfiguration(
        List.of(new PostgresServer(host, port).toString()),
        name,
        name,
        secret,
        poolSize,
        poolQueue,
        connectTimeout,
        silence,
        Tls.OFF,
        "");
  }

  /** The same with another database and so many connections. */
  public PostgresConfiguration using(String otherDatabase, int connections) {
    return new PostgresConfiguration(
        hosts,
        otherDatabase,
        user,
        password,
        connections,
        poolQueue,
        connectTimeout,
        silence,
        tls,
        tlsCaFile);
  }

  /** The address for the JDBC driver, which the migration and recurring tasks use. */
  public String jdbcUrl() {
    String all = servers().stream().map(PostgresServer::toString).collect(Collectors.joining(","));
    var url =
        new StringBuilder("jdbc:postgresql://%s/%s?tcpKeepAlive=true".formatted(all, database));
    if (hosts.size() > 1) {
      url.append("&targetServerType=primary&hostRecheckSeconds=1&connectTimeout=")
          .append(Math.max(1, connectTimeout.toSeconds()));
    }
    if (tls == Tls.VERIFY_FULL) {
      url.append("&sslmode=verify-full&sslrootcert=")
          .append(URLEncoder.encode(tlsCaFile, StandardCharsets.UTF_8));
    }
    return url.toString();
  }
}
