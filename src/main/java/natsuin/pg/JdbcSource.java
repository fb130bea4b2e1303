package natsuin.pg;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections for libraries that speak JDBC; not pooled, for those that need one now and then. */
public final class JdbcSource {
  private static final int PATIENCE_SECONDS = 30;

  private JdbcSource() {}

  /** To the same database. */
  public static DataSource of(PostgresConfiguration postgres) {
    var source = new PGSimpleDataSource();
    source.setUrl(postgres.jdbcUrl());
    source.setUser(postgres.user());
    source.setPassword(postgres.password().value());
    source.setApplicationName("natsuin-schedule");
    source.setLoginTimeout(PATIENCE_SECONDS);
    source.setSocketTimeout(PATIENCE_SECONDS);
    return source;
  }
}
