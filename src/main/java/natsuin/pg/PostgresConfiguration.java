package natsuin.pg;

import java.time.Duration;
import natsuin.kernel.Allowed;
import natsuin.kernel.Secret;

/** Where PostgreSQL is and how many connections this node keeps to it. */
public record PostgresConfiguration(
    String host,
    @Allowed(from = "1", to = "65535") int port,
    String database,
    String user,
    @Allowed(empty = true) Secret password,
    @Allowed(from = "2", to = "500") int poolSize,
    @Allowed(from = "0", to = "100000") int poolQueue,
    @Allowed(from = "100 ms", to = "60 s") Duration connectTimeout,
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
    if (tls == Tls.VERIFY_FULL && tlsCaFile.isEmpty()) {
      throw new IllegalArgumentException("tls: verify-full needs tls-ca-file");
    }
  }

  /** The address for the JDBC driver, which only the migration uses. */
  public String jdbcUrl() {
    String url = "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
    return tls == Tls.OFF ? url : url + "?sslmode=verify-full&sslrootcert=" + tlsCaFile;
  }
}
