package natsuin.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import natsuin.boot.ConfigurationReader;
import natsuin.boot.Migration;
import natsuin.boot.embedded.PostgresPair;
import natsuin.kernel.Failure;
import natsuin.kernel.FailureException;
import natsuin.testkit.TlsFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** OPS-3: PostgreSQL fails over under a steady load, two real servers. */
@Timeout(40)
class FailoverIT {
  private static final Logger LOG = LoggerFactory.getLogger(FailoverIT.class);
  private static final int WRITERS = 4;

  @TempDir Path directory;
  private Vertx vertx;
  private PostgresPair pair;
  private Database database;
  private final AtomicBoolean writing = new AtomicBoolean(true);
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicLong lastOk = new AtomicLong(System.nanoTime());
  private final AtomicLong longestGap = new AtomicLong();
  private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
  private final Set<Throwable> strange = ConcurrentHashMap.newKeySet();

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    pair = PostgresPair.start(directory.resolve("pair"));
    database = Database.open(vertx, configuration());
    database.client().query("create table act (n bigint primary key)").execute().await();
  }

  @AfterEach
  void stop() {
    writing.set(false);
    database.close().await();
    pair.close();
    vertx.close().timeout(10, TimeUnit.SECONDS).otherwiseEmpty().await();
  }

  @Test
  @DisplayName(
      "OPS-3: the primary is killed and the standby promoted: writers go on by themselves, and what"
          + " was acknowledged is there")
  void killed() throws Exception {
    var writers = write();
    await().until(() -> acknowledged.size() > 200);
    pair.killFirst();
    long promoted = promote();
    untilWritten(promoted, Duration.ofSeconds(5));
    settle(writers);
    assertNothingLost("killed");
  }

  @Test
  @DisplayName(
      "OPS-3: the primary falls silent with open lines: writers go to the promoted one, and what"
          + " the old one wakes up with counts nothing")
  void silent() throws Exception {
    var writers = write();
    await().until(() -> acknowledged.size() > 200);
    pair.freezeFirst();
    long promoted = promote();
    untilWritten(promoted, Duration.ofSeconds(5));
    pair.thawFirst();
    long after = acknowledged.size();
    await().until(() -> acknowledged.size() > after + 200);
    settle(writers);
    assertNothingLost("silent");
  }

  @Test
  @DisplayName(
      "OPS-3, Attack: an old primary that comes back as one is not written to, by nodes that run"
          + " nor by one that starts")
  void comesBack() throws Exception {
    pair.killFirst();
    promote();
    await().until(() -> insert(database, 1));
    pair.startFirstAgain();
    try (var second = new Closing(Database.open(vertx, configuration()))) {
      for (long n = 2; n < 50; n++) {
        database.client().preparedQuery("insert into act values ($1)").execute(Tuple.of(n)).await();
        second
            .database()
            .client()
            .preparedQuery("insert into act values ($1)")
            .execute(Tuple.of(n + 1000))
            .await();
      }
    }
    assertThat(pair.ask(1, "select count(*) from act")).isEqualTo("97");
    assertThat(pair.ask(0, "select count(*) from act")).isEqualTo("0");
  }

  @Test
  @DisplayName("OPS-3: migration and recurring tasks find the primary too, before and after")
  void overJdbc() throws Exception {
    database.client().query("drop table act").execute().await();
    Migration.run(configuration());
    pair.killFirst();
    promote();
    var source = new JdbcSource(configuration());
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptionsInstanceOf(SQLException.class)
        .until(() -> writes(source));
    Migration.run(configuration());
  }

  @Test
  @DisplayName("SEC-2: by TLS both servers are checked by certificate and name, by every client")
  void byTls() throws Exception {
    var shipped = shipped();
    var rightly = pair.byTls(shipped, "localhost", pair.tls().certificate());
    try (var open = new Closing(Database.open(vertx, rightly))) {
      var rows =
          open.database()
              .client()
              .query("select ssl from pg_stat_ssl where pid = pg_backend_pid()")
              .execute()
              .await();
      assertThat(rows.iterator().next().getBoolean(0)).isTrue();
    }
    assertThat(writes(new JdbcSource(rightly))).isTrue();
    var stranger = TlsFiles.ofLocalhost(directory.resolve("stranger")).certificate();
    refused(one(pair.byTls(shipped, "localhost", stranger)));
  }

  private void refused(PostgresConfiguration configuration) throws SQLException {
    try (var open = new Closing(Database.open(vertx, configuration))) {
      assertThatThrownBy(() -> open.database().ping().await()).isNotNull();
    }
    var source = new JdbcSource(configuration);
    assertThatThrownBy(() -> writes(source)).isInstanceOf(SQLException.class);
  }

  private static PostgresConfiguration one(PostgresConfiguration of) {
    return new PostgresConfiguration(
        of.hosts().subList(0, 1),
        of.database(),
        of.user(),
        of.password(),
        of.poolSize(),
        of.poolQueue(),
        of.connectTimeout(),
        of.silence(),
        of.tls(),
        of.tlsCaFile());
  }

  private static boolean writes(JdbcSource source) throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create table if not exists written (n int)");
      return statement.executeUpdate("insert into written values (1)") == 1;
    }
  }

  private record Closing(Database database) implements AutoCloseable {
    @Override
    public void close() {
      database.close().await();
    }
  }

  private long promote() throws IOException {
    pair.promoteSecond();
    return System.nanoTime();
  }

  private List<Thread> write() {
    return java.util.stream.IntStream.range(0, WRITERS)
        .mapToObj(i -> Thread.ofVirtual().start(this::writeOn))
        .toList();
  }

  private void writeOn() {
    while (writing.get()) {
      long n = numbers.incrementAndGet();
      if (insert(database, n)) {
        acknowledged.add(n);
        long now = System.nanoTime();
        longestGap.accumulateAndGet(now - lastOk.getAndSet(now), Math::max);
      }
    }
  }

  /** Whether it was acknowledged; a fault that is none of those that the outside knows is kept. */
  private boolean insert(Database into, long n) {
    try {
      into.tx(tx -> tx.preparedQuery("insert into act values ($1)").execute(Tuple.of(n)))
          .timeout(5, TimeUnit.SECONDS)
          .await();
      return true;
    } catch (Exception fault) { // await throws checked ones too
      var told = Database.translate(fault);
      if (!(told instanceof FailureException expected
          && (expected.failure() instanceof Failure.Unavailable
              || expected.failure() instanceof Failure.Busy))) {
        strange.add(fault);
      }
      return false;
    }
  }

  private void untilWritten(long since, Duration within) {
    await().atMost(within).pollInterval(Duration.ofMillis(5)).until(() -> lastOk.get() > since);
  }

  private void settle(List<Thread> writers) throws InterruptedException {
    long before = acknowledged.size();
    await().until(() -> acknowledged.size() > before + 200);
    writing.set(false);
    for (var writer : writers) {
      writer.join();
    }
  }

  private void assertNothingLost(String fault) {
    LOG.info(
        "PostgreSQL {}: {} acknowledged, longest pause {} ms",
        fault,
        acknowledged.size(),
        TimeUnit.NANOSECONDS.toMillis(longestGap.get()));
    assertThat(strange).as("every fault is told as one that passes").isEmpty();
    var there = ConcurrentHashMap.<Long>newKeySet();
    database
        .client()
        .query("select n from act")
        .execute()
        .await()
        .forEach(row -> there.add(row.getLong(0)));
    assertThat(there).containsAll(acknowledged);
    assertThat(pair.ask(1, "select count(*) from act")).isEqualTo(Integer.toString(there.size()));
  }

  private PostgresConfiguration configuration() {
    return pair.configuration(shipped());
  }

  private static PostgresConfiguration shipped() {
    return ConfigurationReader.read(Optional.empty(), Map.of(), Map.of()).postgres();
  }
}
