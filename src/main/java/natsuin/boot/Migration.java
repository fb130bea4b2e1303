package natsuin.boot;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import natsuin.pg.PostgresConfiguration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema to this program's version, before anything is deployed, while nodes of the
 * version before are at work; or refuses where one of both could not go on (OPS-6).
 */
public final class Migration {
  private static final Logger LOG = LoggerFactory.getLogger(Migration.class);

  /**
   * Whoever waits for a table makes everybody wait who comes after: so long, then all of them go
   * first.
   */
  private static final String WAIT_FOR_A_TABLE = "set lock_timeout = '2s'";

  /** Lock not available, deadlock detected. */
  private static final Set<String> TABLE_IN_USE = Set.of("55P03", "40P01");

  /** An index that is built beside others' work waits for every open transaction, Flyway's too. */
  private static final Map<String, String> KEPT_BY_SESSION =
      Map.of("flyway.postgresql.transactional.lock", "false");

  private static final int TRIES = 30;
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** What {@code only_programs_since} says; its message names the nodes. */
  private static final String OLD_NODES = "NS001";

  private Migration() {}

  /**
   * Applies what is missing; nodes that start together wait for each other. What newer programs
   * have added is left alone.
   *
   * @return the newest migration that this program knows
   * @throws IOException in words for the operator, where the schema is too new for this program, or
   *     what is missing would stop older programs that are at work
   */
  public static int run(PostgresConfiguration postgres) throws IOException {
    return run(postgres, Migration.class.getClassLoader());
  }

  /** The same, with the migrations that are found there. */
  static int run(PostgresConfiguration postgres, ClassLoader classes) throws IOException {
    var flyway =
        Flyway.configure(classes)
            .dataSource(postgres.jdbcUrl(), postgres.user(), postgres.password().value())
            .locations("classpath:db/migration")
            .ignoreMigrationPatterns("*:future")
            .initSql(WAIT_FOR_A_TABLE)
            .configuration(KEPT_BY_SESSION)
            .connectRetries(30)
            .connectRetriesInterval(2)
            .load();
    migrate(flyway);
    int known =
        Arrays.stream(flyway.info().all())
            .filter(migration -> migration.getState().isResolved())
            .map(MigrationInfo::getVersion)
            .mapToInt(version -> version.getMajor().intValueExact())
            .max()
            .orElseThrow();
    int oldest = oldest(postgres);
    if (known < oldest) {
      throw new IOException(
          "The schema is too new for this program: migration %d has to be known, and %d is the newest here. Start the version that the other nodes run."
              .formatted(oldest, known));
    }
    return known;
  }

  private static void migrate(Flyway flyway) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        var result = flyway.migrate();
        if (result.migrationsExecuted > 0) {
          LOG.info("Schema brought to version {}", result.targetSchemaVersion);
        }
        return;
      } catch (FlywayException fault) {
        var cause = database(fault);
        String state = cause.map(SQLException::getSQLState).orElse("");
        if (state.equals(OLD_NODES)) {
          throw new IOException(
              "A migration takes away what nodes of an older version use, and these are at work: %s. Replace or stop them, then start this one again."
                  .formatted(cause.map(Migration::firstLine).orElse("")),
              fault);
        }
        if (!TABLE_IN_USE.contains(state) || attempt == TRIES) {
          throw fault;
        }
        LOG.info("A table that a migration changes is in use; it is tried again");
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private static Optional<SQLException> database(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException known) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }

  private static String firstLine(SQLException fault) {
    String message = String.valueOf(fault.getMessage());
    return message.lines().findFirst().orElse("").replaceFirst("^ERROR: ", "");
  }

  private static int oldest(PostgresConfiguration postgres) throws IOException {
    try (var connection =
            DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.user(), postgres.password().value());
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select oldest from schema_floor")) {
      return rows.next() ? rows.getInt(1) : 0;
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
