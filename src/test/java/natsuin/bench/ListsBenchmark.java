package natsuin.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import natsuin.boot.ConfigurationReader;
import natsuin.boot.embedded.EmbeddedServers;
import natsuin.dashboard.Dashboards;
import natsuin.kernel.Actor;
import natsuin.kernel.StaffRole;
import natsuin.ledger.LedgerQuestions;
import natsuin.pg.Database;

/**
 * Lists, searches and the dashboard with 1,000,000 contracts in the database: what PostgreSQL says
 * of each statement (EXPLAIN ANALYZE). Plans are left in {@code target/bench/lists-plans.txt}.
 */
final class ListsBenchmark implements Benchmark {
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T03:00:00Z"), ZoneOffset.UTC);

  @Override
  public List<BenchTable> run(PrintStream progress) throws Exception {
    Vertx vertx = Vertx.vertx();
    var configuration = ConfigurationReader.read(Optional.empty(), Map.of(), Map.of());
    try (var servers = EmbeddedServers.start(Path.of("target/bench/lists"), Clock.systemUTC())) {
      var postgres = servers.reachedFrom(configuration).postgres();
      BenchBank.fill(postgres, progress);
      var database = Database.open(vertx, postgres);
      var explaining = new Explaining(database);
      Map<String, Function<SqlClient, Future<?>>> questions = new LinkedHashMap<>();
      var askers = askers(database.client());
      questions.putAll(dashboards(explaining, askers));
      questions.putAll(LedgerQuestions.of(askers, CLOCK));
      var table = table(questions, explaining, progress);
      wait(database.close());
      return List.of(table);
    } finally {
      wait(vertx.close());
    }
  }

  private static BenchTable table(
      Map<String, Function<SqlClient, Future<?>>> questions,
      Explaining explaining,
      PrintStream progress)
      throws Exception {
    var table =
        new BenchTable(
            "Lists with 1,000,000 contracts: milliseconds in PostgreSQL of all statements together",
            "question",
            "best",
            "median",
            "worst",
            "planning");
    var plans = new StringBuilder();
    for (var question : questions.entrySet()) {
      List<Double> millis = new ArrayList<>();
      List<Explaining.Plan> last = List.of();
      for (int round = 0; round < ROUNDS; round++) {
        wait(question.getValue().apply(explaining.pool()));
        last = explaining.take();
        millis.add(last.stream().mapToDouble(Explaining.Plan::executed).sum());
      }
      millis.sort(Comparator.naturalOrder());
      double planning = last.stream().mapToDouble(Explaining.Plan::planned).sum();
      table.row(
          question.getKey(), millis.getFirst(), millis.get(ROUNDS / 2), millis.getLast(), planning);
      progress.printf("%s: %.1f ms%n", question.getKey(), millis.get(ROUNDS / 2));
      last.forEach(
          plan ->
              plans.append(
                  "== %s%n%s%n%s%n%n".formatted(question.getKey(), plan.sql(), plan.text())));
    }
    Files.writeString(
        Files.createDirectories(Path.of("target/bench")).resolve("lists-plans.txt"), plans);
    return table;
  }

  private static Map<String, Function<SqlClient, Future<?>>> dashboards(
      Explaining explaining, LedgerQuestions.Askers who) throws ReflectiveOperationException {
    var dashboards = new Dashboards(explaining.database(), CLOCK);
    var staff = new Actor.Staff(who.officer(), who.branch(), StaffRole.OFFICER, who.user());
    return Map.of("dashboard: snapshot", db -> dashboards.snapshot(staff, who.branch()));
  }

  private static LedgerQuestions.Askers askers(SqlClient db) throws Exception {
    var row =
        wait(db.preparedQuery(
                    """
                    select s.branch_id, s.id as officer, u.organization_id, u.id as person
                    from staff s, app_user u
                    where s.login = 'bench-101-3' and u.mypage_id = $1
                    """)
                .execute(Tuple.of("BN00000001")))
            .iterator()
            .next();
    return new LedgerQuestions.Askers(
        row.getUUID("branch_id"),
        row.getUUID("officer"),
        row.getUUID("organization_id"),
        row.getUUID("person"));
  }

  private static <T> T wait(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.MINUTES);
  }
}
