package natsuin.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import natsuin.boot.Migration;
import natsuin.pg.PostgresConfiguration;

/** A database with 1,000,000 contracts; made once (some minutes) and kept for the next run. */
final class BenchBank {
  private static final String TABLES = "'contract', 'contract_signer', 'document', 'signing_job'";

  private BenchBank() {}

  static void fill(PostgresConfiguration postgres, PrintStream progress)
      throws IOException, SQLException {
    Migration.run(postgres);
    try (Connection connection =
            DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.user(), postgres.password().value());
        var statement = connection.createStatement()) {
      if (!ask(statement, "select 'full' from contract having count(*) >= 1000000").isEmpty()) {
        return;
      }
      progress.println("Filling a bank with 1,000,000 contracts");
      statement.execute("set synchronous_commit = off; set work_mem = '256MB'");
      statement.execute("set maintenance_work_mem = '512MB'");
      fill(statement, progress);
    }
  }

  /** Without keys, indexes and triggers it takes minutes, with them an hour. */
  private static void fill(Statement statement, PrintStream progress)
      throws IOException, SQLException {
    List<String> afterwards = new ArrayList<>();
    String keys =
        "from pg_constraint where contype = 'f' and conrelid::regclass::text in (%s)"
            .formatted(TABLES);
    afterwards.addAll(
        ask(
            statement,
            "select format('alter table %s add constraint %I %s', conrelid::regclass, conname,"
                + " pg_get_constraintdef(oid)) "
                + keys));
    all(
        statement,
        ask(
            statement,
            "select format('alter table %s drop constraint %I', conrelid::regclass, conname) "
                + keys));
    String indexes =
        "from pg_indexes where tablename in (%s) and indexdef not like '%%UNIQUE%%'"
            .formatted(TABLES);
    afterwards.addAll(ask(statement, "select indexdef " + indexes));
    all(statement, ask(statement, "select 'drop index ' || indexname " + indexes));
    all(
        statement,
        ask(
            statement,
            "select format('alter table %I disable trigger user', t) from unnest(array["
                + TABLES
                + "]) as t"));
    for (String one : script()) {
      statement.execute(one);
      progress.print('.');
    }
    all(
        statement,
        ask(
            statement,
            "select format('alter table %I enable trigger user', t) from unnest(array["
                + TABLES
                + "]) as t"));
    all(statement, afterwards);
    statement.execute("alter index contract_parties alter column 1 set statistics 1000");
    statement.execute("vacuum analyze");
    progress.println();
  }

  private static List<String> script() throws IOException {
    try (var in = Objects.requireNonNull(BenchBank.class.getResourceAsStream("ledger.sql"))) {
      return List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("(?m)^--$"));
    }
  }

  private static void all(Statement statement, List<String> commands) throws SQLException {
    for (String command : commands) {
      statement.execute(command);
    }
  }

  private static List<String> ask(Statement statement, String query) throws SQLException {
    List<String> answers = new ArrayList<>();
    try (var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        answers.add(rows.getString(1));
      }
    }
    return answers;
  }
}
