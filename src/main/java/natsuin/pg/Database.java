package natsuin.pg;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Pattern;
import natsuin.kernel.Failure;

/** The pool of connections to PostgreSQL, and what a transaction is. */
public final class Database {
  /**
   * Begins a statement that PostgreSQL shall plan anew each time, for the very values that are
   * given: searches, whose best plan depends on what is looked for.
   */
  public static final String ANEW = "/* planned anew */ ";

  /**
   * A node that stands still, or was cut off, in the middle of a transaction keeps rows from
   * everybody for so long at most: PostgreSQL undoes it then. Much longer than a node ever computes
   * between two statements.
   */
  private static final String STANDSTILL_MS = "10000";

  /**
   * So the client tells who waits for a connection, is about to make one, or holds one, while that
   * is closed; or who has waited for one in vain, because the server is silent.
   */
  private static final Pattern CLOSED =
      Pattern.compile(
          "Pool closed|Client is closed|Connection is not active.*|Timeout waiting for connection");

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 3;
  private static final Duration SHORTLY = Duration.ofSeconds(2);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private final Vertx vertx;
  private final PostgresConfiguration configuration;
  private final Optional<PrimaryWatch> watch;
  private final SqlClient client = new PrimaryClient(() -> this.pool);
  private volatile Pool pool;

  private Database(Vertx vertx, PostgresConfiguration configuration) {
    this.vertx = vertx;
    this.configuration = configuration;
    var servers = configuration.servers();
    this.watch =
        servers.size() == 1
            ? Optional.empty()
            : Optional.of(
                new PrimaryWatch(vertx, servers, connect(configuration), moved -> moved()));
    this.pool = pool();
  }

  /**
   * Opens the pool; connections are made when they are needed. Of several servers the primary is
   * followed wherever it goes.
   */
  public static Database open(Vertx vertx, PostgresConfiguration configuration) {
    var database = new Database(vertx, configuration);
    database.watch.ifPresent(PrimaryWatch::start);
    return database;
  }

  private Pool pool() {
    var options =
        new PoolOptions()
            .setMaxSize(configuration.poolSize())
            .setMaxWaitQueueSize(configuration.poolQueue())
            .setConnectionTimeout((int) configuration.connectTimeout().toMillis())
            .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
    var net =
        new NetClientOptions()
            .setConnectTimeout((int) configuration.connectTimeout().toMillis())
            .setIdleTimeout((int) configuration.silence().toMillis())
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    return PgBuilder.pool().with(options).with(net).connectingTo(this::server).using(vertx).build();
  }

  private Future<SqlConnectOptions> server() {
    var connect = connect(configuration);
    return watch
        .map(PrimaryWatch::primary)
        .orElseGet(() -> Future.succeededFuture(configuration.servers().getFirst()))
        .map(server -> connect.setHost(server.host()).setPort(server.port()));
  }

  /**
   * The old primary's connections go, whatever is under way on them: what it still takes is lost.
   */
  private void moved() {
    Pool before = pool;
    pool = pool();
    before.close();
  }

  private static PgConnectOptions connect(PostgresConfiguration configuration) {
    var connect =
        new PgConnectOptions()
            .setDatabase(configuration.database())
            .setUser(configuration.user())
            .setPassword(configuration.password().value())
            .setCachePreparedStatements(true)
            .addProperty("application_name", "natsuin")
            .addProperty("idle_in_transaction_session_timeout", STANDSTILL_MS);
    connect.setPreparedStatementCacheSqlFilter(Database::isKept);
    if (configuration.tls() == PostgresConfiguration.Tls.VERIFY_FULL) {
      connect
          .setSslMode(SslMode.VERIFY_FULL)
          .setSslOptions(
              new ClientSSLOptions()
                  .setHostnameVerificationAlgorithm("HTTPS")
                  .setTrustOptions(new PemTrustOptions().addCertPath(configuration.tlsCaFile())));
    }
    return connect;
  }

  /** A statement that is kept has one plan for all values, once it has been asked a few times. */
  private static boolean isKept(String sql) {
    return !sql.startsWith(ANEW)
        && SqlConnectOptions.DEFAULT_PREPARED_STATEMENT_CACHE_FILTER.test(sql);
  }

  /** For single statements outside a transaction. */
  public SqlClient client() {
    return client;
  }

  /**
   * All of the work in one transaction (read committed), or none of it. It is run again when
   * PostgreSQL undid it because of others (serialization failure, deadlock): it must have no effect
   * outside of the database.
   */
  public <T> Future<T> tx(Function<SqlConnection, Future<T>> work) {
    return attempt(work, ATTEMPTS);
  }

  /** Reads only, all of it as of one moment, however many statements it takes. */
  public <T> Future<T> asOfOneMoment(Function<SqlConnection, Future<T>> work) {
    return tx(
        transaction ->
            transaction
                .query("set transaction isolation level repeatable read, read only")
                .execute()
                .compose(set -> work.apply(transaction)));
  }

  /**
   * Does this once the caller's transaction has committed, and never where it is undone; returns at
   * once.
   */
  public static void afterCommit(SqlConnection transaction, Runnable action) {
    transaction.transaction().completion().onSuccess(committed -> action.run());
  }

  private <T> Future<T> attempt(Function<SqlConnection, Future<T>> work, int left) {
    return pool.withTransaction(work)
        .recover(
            fault ->
                left > 1 && undoneByOthers(fault)
                    ? attempt(work, left - 1)
                    : Future.failedFuture(fault));
  }

  /** SQLSTATE 40001 serialization_failure, 40P01 deadlock_detected. */
  private static boolean undoneByOthers(Throwable fault) {
    return fault instanceof PgException pg
        && ("40001".equals(pg.getSqlState()) || "40P01".equals(pg.getSqlState()));
  }

  /** Whether a constraint of this name refused a row (SQLSTATE class 23). */
  public static boolean violates(Throwable fault, String constraint) {
    return fault instanceof PgException pg
        && pg.getSqlState() != null
        && pg.getSqlState().startsWith("23")
        && constraint.equals(pg.getConstraint());
  }

  /**
   * Says of a fault whether PostgreSQL is away ({@link Failure.Unavailable}), every connection is
   * taken ({@link Failure.Busy}) or a text has the character 0, which no text of PostgreSQL's can
   * have ({@link Failure.Malformed}); any other fault stays what it is.
   */
  public static Throwable translate(Throwable fault) {
    return switch (fault) {
      case ConnectionPoolTooBusyException full -> new Failure.Busy(SHORTLY).exception();
      case ClosedConnectionException closed -> away();
      case IOException broken -> away();
      case TimeoutException late -> away();
      case PgException pg when unable(pg) -> away();
      case PgException pg when cannotKeep(pg) -> new Failure.Malformed("not-json").exception();
      case VertxException left when isLeft(left) -> away();
      case IllegalStateException left when isLeft(left) -> away();
      default -> fault;
    };
  }

  private static boolean isLeft(RuntimeException fault) {
    return CLOSED.matcher(String.valueOf(fault.getMessage())).matches();
  }

  private static Throwable away() {
    return new Failure.Unavailable("database-away", RETRY_AFTER).exception();
  }

  /**
   * SQLSTATE classes 08 connection exception, 53 insufficient resources, 57 operator intervention;
   * 25006: a primary that has become a standby; 25P03: we stood still for too long.
   */
  private static boolean unable(PgException fault) {
    String state = String.valueOf(fault.getSqlState());
    return state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57")
        || state.equals("25006")
        || state.equals("25P03");
  }

  /** SQLSTATE 22021 character_not_in_repertoire; 22P05 untranslatable_character, within JSON. */
  private static boolean cannotKeep(PgException fault) {
    return "22021".equals(fault.getSqlState()) || "22P05".equals(fault.getSqlState());
  }

  /** What time it is by PostgreSQL's clock, which all nodes share. */
  public Future<Instant> time() {
    return pool.query("select clock_timestamp()")
        .execute()
        .map(rows -> rows.iterator().next().getOffsetDateTime(0).toInstant());
  }

  /**
   * Of several servers those that did not answer lately, by address, and why; for those who look.
   */
  public Map<String, Throwable> troubles() {
    var troubles = new LinkedHashMap<String, Throwable>();
    watch.ifPresent(
        asks -> asks.troubles().forEach((server, why) -> troubles.put(server.toString(), why)));
    return troubles;
  }

  /** Answers when PostgreSQL does. */
  public Future<Void> ping() {
    return pool.query("select 1").execute().mapEmpty();
  }

  /** Closes every connection; does not wait long for what a server that stands still owes. */
  public Future<Void> close() {
    return watch
        .map(PrimaryWatch::close)
        .orElse(Future.succeededFuture())
        .eventually(() -> pool.close())
        .timeout(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .otherwiseEmpty();
  }
}
