package natsuin.boot;

import natsuin.pg.PostgresConfiguration;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the schema to this program's version, before anything is deployed. */
public final class Migration {
  private static final Logger LOG = LoggerFactory.getLogger(Migration.class);

  private Migration() {}

  /** Applies what is missing; nodes that start together wait for each other. */
  public static void run(PostgresConfiguration postgres) {
    var result =
        Flyway.configure()
            .dataSource(postgres.jdbcUrl(), postgres.user(), postgres.password().value())
            .locations("classpath:db/migration")
            .connectRetries(30)
            .connectRetriesInterval(2)
            .load()
            .migrate();
    if (result.migrationsExecuted > 0) {
      LOG.info("Schema brought to version {}", result.targetSchemaVersion);
    }
  }
}
