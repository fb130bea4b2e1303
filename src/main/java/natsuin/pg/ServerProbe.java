package natsuin.pg;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks one server, on a connection of its own, whether it is a primary. */
final class ServerProbe {
  private static final Duration SOON = Duration.ofSeconds(1);

  /** A line to a server that does not answer any more is given up. */
  private static final Duration SILENCE = Duration.ofSeconds(3);

  /** The first eight digits of a segment's name are the timeline, in hexadecimal. */
  private static final String QUESTION =
      """
      select case when not pg_is_in_recovery()
        then ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int end
      """;

  /** A primary, and the timeline that it writes. */
  record Standing(PostgresServer server, int timeline) {}

  private final PostgresServer server;
  private final Pool one;
  private volatile Optional<Throwable> trouble = Optional.empty();

  ServerProbe(Vertx vertx, PostgresServer server, PgConnectOptions like) {
    this.server = server;
    this.one =
        PgBuilder.pool()
            .with(
                new PoolOptions()
                    .setMaxSize(1)
                    .setConnectionTimeout((int) SOON.toMillis())
                    .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS))
            .with(
                new NetClientOptions()
                    .setConnectTimeout((int) SOON.toMillis())
                    .setIdleTimeout((int) SILENCE.toSeconds()))
            .connectingTo(
                new PgConnectOptions(like)
                    .setHost(server.host())
                    .setPort(server.port())
                    .addProperty("application_name", "natsuin-probe"))
            .using(vertx)
            .build();
  }

  /** Never fails: a server that is away or follows another answers nothing. */
  Future<Optional<Standing>> ask() {
    return one.query(QUESTION)
        .execute()
        .timeout(SOON.toMillis(), TimeUnit.MILLISECONDS)
        .map(
            rows ->
                Optional.ofNullable(rows.iterator().next().getInteger(0))
                    .map(timeline -> new Standing(server, timeline)))
        .onComplete(asked -> trouble = Optional.ofNullable(asked.cause()))
        .otherwise(away -> Optional.empty());
  }

  /** Why it did not answer when it was asked last; nothing where it did. */
  Optional<Throwable> trouble() {
    return trouble;
  }

  PostgresServer server() {
    return server;
  }

  Future<Void> close() {
    return one.close();
  }
}
