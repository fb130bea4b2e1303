package natsuin.enrolment;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import natsuin.pg.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases what was typed once its time is over (SEC-1). Every node may do it: what is gone is gone.
 */
public final class EraseApplications implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EraseApplications.class);
  private static final Duration EVERY = Duration.ofMinutes(30);

  private final Vertx vertx;
  private final Database database;
  private final InstantSource clock;
  private final EnrolmentConfiguration configuration;
  private final long timer;

  EraseApplications(
      Vertx vertx, Database database, InstantSource clock, EnrolmentConfiguration configuration) {
    this.vertx = vertx;
    this.database = database;
    this.clock = clock;
    this.configuration = configuration;
    this.timer = vertx.setPeriodic(EVERY.toMillis(), tick -> erase());
  }

  /** Erases what is due; how many applications that were. */
  public Future<Integer> erase() {
    var now = clock.instant();
    var db = database.client();
    return EraseStore.unconfirmed(db, now.minus(configuration.keepUnconfirmed()))
        .compose(
            gone ->
                EraseStore.decided(db, now.minus(configuration.keepDecided()))
                    .map(wiped -> gone + wiped))
        .onSuccess(
            erased -> {
              if (erased > 0) {
                LOG.info("Personal data of {} applications erased", erased);
              }
            })
        .onFailure(fault -> LOG.warn("Applications not erased: {}", fault.getMessage()));
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
  }
}
