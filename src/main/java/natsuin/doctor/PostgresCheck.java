package natsuin.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import natsuin.pg.Database;
import natsuin.pg.PostgresConfiguration;

/** Whether PostgreSQL is new enough, loses nothing, has room for the pools, and the schema. */
final class PostgresCheck implements Check {
  private static final Version NEEDED = new Version(15, 0);

  /** What this version is tried on. */
  private static final Version TRIED = new Version(18, 0);

  /** Connections of a node beside its pool: the schedule's, and one that looks for the primary. */
  private static final int BESIDE_POOL = 4;

  private final Database database;
  private final PostgresConfiguration configuration;
  private final Supplier<Ground.Migrations> migrations;
  private final boolean trial;

  PostgresCheck(
      Database database,
      PostgresConfiguration configuration,
      Supplier<Ground.Migrations> migrations,
      boolean trial) {
    this.database = database;
    this.configuration = configuration;
    this.migrations = migrations;
    this.trial = trial;
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(5);
  }

  @Override
  public List<Finding> look() {
    String subject = String.join(", ", configuration.hosts());
    Ground.Migrations schema;
    try {
      database.ping().await();
      schema = migrations.get();
    } catch (Exception away) {
      return List.of(Finding.error("postgres.away", subject, Map.of("fault", Faults.told(away))));
    }
    if (schema.failed() || schema.pending() > 0) {
      return List.of(schema(subject, schema));
    }
    return judge(subject, PostgresStore.facts(database.client()).await(), schema);
  }

  private static Finding schema(String subject, Ground.Migrations schema) {
    Map<String, Object> facts = Map.of("schema", schema.current(), "n", schema.pending());
    return schema.failed()
        ? Finding.error("postgres.schema-broken", subject, facts)
        : Finding.warning("postgres.schema-behind", subject, facts);
  }

  private List<Finding> judge(String subject, PostgresStore.Facts is, Ground.Migrations schema) {
    int wanted = Math.max(1, is.nodes()) * (configuration.poolSize() + BESIDE_POOL);
    Map<String, Object> facts =
        Map.of(
            "version", is.version(),
            "needed", NEEDED,
            "tried", TRIED,
            "schema", schema.current(),
            "commit", is.synchronousCommit(),
            "encoding", is.encoding(),
            "connections", is.connections(),
            "wanted", wanted,
            "nodes", Math.max(1, is.nodes()),
            "standbys", is.standbys());
    var found = new ArrayList<Finding>();
    var version = Version.of(is.version());
    if (version.isBefore(NEEDED)) {
      found.add(Finding.error("postgres.too-old", subject, facts));
    } else if (version.isBefore(TRIED)) {
      found.add(Finding.warning("postgres.older", subject, facts));
    }
    if (!is.fsync() || !is.fullPageWrites()) {
      found.add(Finding.error("postgres.loses", subject, facts));
    }
    if ("off".equals(is.synchronousCommit())) {
      found.add(Finding.error("postgres.commit-off", subject, facts));
    }
    if (!"UTF8".equals(is.encoding())) {
      found.add(Finding.error("postgres.encoding", subject, facts));
    }
    if (wanted > is.connections()) {
      found.add(Finding.warning("postgres.few-connections", subject, facts));
    }
    standbys(subject, is, facts, found);
    return found.isEmpty() ? List.of(Finding.ok("postgres.fine", subject, facts)) : found;
  }

  private void standbys(
      String subject, PostgresStore.Facts is, Map<String, Object> facts, List<Finding> found) {
    if (configuration.hosts().size() > 1 && is.standbys() == 0) {
      found.add(Finding.error("postgres.standby-lost", subject, facts));
    } else if (configuration.hosts().size() > 1 && is.synchronous() == 0) {
      found.add(Finding.warning("postgres.asynchronous", subject, facts));
    } else if (!trial && is.standbys() == 0 && !is.archives()) {
      found.add(Finding.warning("postgres.alone", subject, facts));
    }
  }
}
