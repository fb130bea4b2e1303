package natsuin.pg;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL's clock, which all nodes share, told here: asked for again and again, and carried on
 * in between by this machine's monotonic clock. Whoever turns this machine's clock changes nothing.
 * Any thread.
 */
public final class SharedClock implements InstantSource, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SharedClock.class);
  private static final long ASK_EVERY_MS = 10_000;
  private static final int FIRST_READINGS = 3;

  /** Nearer than this is near enough: a clock that does not jump is worth more. */
  private static final Duration NEAR = Duration.ofMillis(20);

  private static final Duration WORTH_A_WARNING = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Database database;
  private final InstantSource machine;
  private final long timer;
  private volatile Reading anchor;

  /** What PostgreSQL's clock said, and when that was by ours that never turns back. */
  private record Reading(Instant at, long nanos, Duration trip) {
    Instant now() {
      return at.plusNanos(System.nanoTime() - nanos);
    }
  }

  private SharedClock(Vertx vertx, Database database, InstantSource machine, Reading first) {
    this.vertx = vertx;
    this.database = database;
    this.machine = machine;
    this.anchor = first;
    this.timer = vertx.setPeriodic(ASK_EVERY_MS, tick -> read(database).onSuccess(this::follow));
  }

  /**
   * Asks for the time; waits.
   *
   * @param machine this machine's own clock, to tell how far it is off
   */
  public static SharedClock of(Vertx vertx, Database database, InstantSource machine) {
    Reading best = read(database).await();
    for (int n = 1; n < FIRST_READINGS; n++) {
      Reading next = read(database).await();
      best = next.trip().compareTo(best.trip()) < 0 ? next : best;
    }
    var clock = new SharedClock(vertx, database, machine, best);
    clock.warn();
    return clock;
  }

  /**
   * PostgreSQL's time asked for once, before there is a pool, and carried on; waits.
   *
   * @throws IOException if PostgreSQL cannot be asked
   */
  public static InstantSource once(PostgresConfiguration postgres) throws IOException {
    try (var connection = new JdbcSource(postgres).getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select clock_timestamp()")) {
      row.next();
      var at = row.getObject(1, OffsetDateTime.class).toInstant();
      var reading = new Reading(at, System.nanoTime(), Duration.ZERO);
      return reading::now;
    } catch (SQLException e) {
      throw new IOException("PostgreSQL does not tell the time: " + e.getMessage(), e);
    }
  }

  @Override
  public Instant instant() {
    return anchor.now();
  }

  /** How far this machine's own clock is ahead of PostgreSQL's; negative: behind. */
  public Duration skew() {
    return Duration.between(instant(), machine.instant());
  }

  /** Asks PostgreSQL now; for those who look whether all is well. */
  public Future<Duration> askSkew() {
    return read(database).onSuccess(this::follow).map(done -> skew());
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
  }

  /** The answer was given somewhere between question and arrival: the middle is taken. */
  private static Future<Reading> read(Database database) {
    long asked = System.nanoTime();
    return database
        .time()
        .map(
            at -> {
              long trip = System.nanoTime() - asked;
              return new Reading(at, asked + trip / 2, Duration.ofNanos(trip));
            });
  }

  private void follow(Reading reading) {
    Duration off = Duration.between(anchor.now(), reading.now()).abs();
    if (off.compareTo(NEAR) > 0 && off.compareTo(reading.trip()) > 0) {
      anchor = reading;
      warn();
    }
  }

  private void warn() {
    Duration skew = skew();
    if (skew.abs().compareTo(WORTH_A_WARNING) > 0) {
      LOG.warn("This machine's clock is {} ms ahead of PostgreSQL's", skew.toMillis());
    }
  }
}
