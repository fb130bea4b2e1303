package natsuin.doctor;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import natsuin.pg.Database;
import natsuin.pg.PostgresConfiguration;

/** Whether PostgreSQL is new enough, loses nothing, has room for the pools, and the schema. */
final class PostgresCheck implements Check {
  private static final Version NEEDED = new Version(15, 0);

  /** What this version is tried on. */
  private static final Version TRIED = new Version(18, 0);

  /** Connections of a node beside its pool: the schedule's, and one that looks for the primary. */
  private static final int BESIDE_POOL = 4;

  /** SQLSTATE too_many_connections. */
  private static final String TOO_MANY = "53300";

  /** SQLSTATE class of servers that start, stop or crash: 57P01 to 57P03. */
  private static final String OPERATORS_HAND = "57P";

  private static final Set<String> WAITS_FOR_NOBODY = Set.of("off", "local");

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
    PostgresStore.Facts is;
    try {
      database.ping().await();
      is = PostgresStore.facts(database.client()).await();
      schema = migrations.get();
    } catch (Exception fault) {
      return List.of(unanswered(subject, fault));
    }
    return judge(subject, is, schema);
  }

  private Finding unanswered(String subject, Exception fault) {
    if (configuration.hosts().size() > 1) {
      return Finding.error("postgres.no-primary", subject, Map.of("fault", troubles(fault)));
    }
    Map<String, Object> facts = Map.of("fault", Faults.told(fault));
    String state = PostgresStore.state(fault).orElse("");
    if (state.equals(TOO_MANY)) {
      return Finding.error("postgres.crowded", subject, facts);
    }
    return state.isEmpty() || state.startsWith(OPERATORS_HAND)
        ? Finding.error("postgres.away", subject, facts)
        : Finding.error("postgres.refuses", subject, facts);
  }

  private String troubles(Exception fault) {
    var told =
        database.troubles().entrySet().stream()
            .map(each -> each.getKey() + ": " + Faults.told(each.getValue()))
            .collect(Collectors.joining("; "));
    return told.isEmpty() ? Faults.told(fault) : told;
  }

  private static void schema(
      String subject,
      Ground.Migrations schema,
      int oldest,
      Map<String, Object> facts,
      List<Finding> found) {
    if (schema.failed()) {
      found.add(Finding.error("postgres.schema-broken", subject, facts));
    } else if (schema.known() < oldest) {
      found.add(Finding.error("postgres.schema-too-new", subject, facts));
    } else if (schema.pending() > 0) {
      found.add(Finding.warning("postgres.schema-behind", subject, facts));
    } else if (Version.of(schema.current()).isBeyond(schema.known())) {
      found.add(Finding.warning("postgres.schema-ahead", subject, facts));
    }
  }

  private List<Finding> judge(String subject, PostgresStore.Facts is, Ground.Migrations schema) {
    int wanted = Math.max(1, is.nodes()) * (configuration.poolSize() + BESIDE_POOL);
    Map<String, Object> facts =
        Map.ofEntries(
            entry("version", is.version()),
            entry("needed", NEEDED),
            entry("tried", TRIED),
            entry("schema", schema.current()),
            entry("n", schema.pending()),
            entry("known", schema.known()),
            entry("oldest", is.oldest()),
            entry("fsync", is.fsync() ? "on" : "off"),
            entry("pages", is.fullPageWrites() ? "on" : "off"),
            entry("commit", is.synchronousCommit()),
            entry("encoding", is.encoding()),
            entry("names", is.waitsFor()),
            entry("connections", is.connections()),
            entry("wanted", wanted),
            entry("nodes", Math.max(1, is.nodes())),
            entry("standbys", is.standbys()));
    var found = new ArrayList<Finding>();
    schema(subject, schema, is.oldest(), facts, found);
    version(subject, Version.of(is.version()), facts, found);
    settings(subject, is, facts, found);
    if (wanted > is.connections()) {
      found.add(Finding.warning("postgres.few-connections", subject, facts));
    }
    standbys(subject, is, facts, found);
    return found.isEmpty() ? List.of(Finding.ok("postgres.fine", subject, facts)) : found;
  }

  private static void version(
      String subject, Version version, Map<String, Object> facts, List<Finding> found) {
    if (version.isBefore(NEEDED)) {
      found.add(Finding.error("postgres.too-old", subject, facts));
    } else if (version.isBefore(TRIED)) {
      found.add(Finding.warning("postgres.older", subject, facts));
    }
  }

  private static void settings(
      String subject, PostgresStore.Facts is, Map<String, Object> facts, List<Finding> found) {
    if (is.isStandby()) {
      found.add(Finding.error("postgres.standby", subject, facts));
    } else if (is.readOnly()) {
      found.add(Finding.error("postgres.read-only", subject, facts));
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
    if (is.archives() && is.archiveFails()) {
      found.add(Finding.error("postgres.archive-fails", subject, facts));
    }
  }

  private void standbys(
      String subject, PostgresStore.Facts is, Map<String, Object> facts, List<Finding> found) {
    boolean waits = !WAITS_FOR_NOBODY.contains(is.synchronousCommit());
    if (!is.isStandby() && waits && !is.waitsFor().isEmpty() && is.standbys() == 0) {
      found.add(Finding.error("postgres.commits-hang", subject, facts));
    } else if (configuration.hosts().size() > 1 && is.standbys() == 0) {
      found.add(Finding.error("postgres.standby-lost", subject, facts));
    } else if (configuration.hosts().size() > 1 && (is.synchronous() == 0 || !waits)) {
      found.add(Finding.warning("postgres.asynchronous", subject, facts));
    } else if (!trial && !is.isStandby() && is.standbys() == 0 && !is.archives()) {
      found.add(Finding.warning("postgres.alone", subject, facts));
    }
  }
}
