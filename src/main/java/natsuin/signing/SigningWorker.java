package natsuin.signing;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.Optional;
import natsuin.bus.Channel;
import natsuin.pg.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes signing jobs one after the other, at once when one is announced, and looks around by itself
 * in case an announcement was lost or another node died. Deployed on virtual threads.
 */
public final class SigningWorker extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(SigningWorker.class);
  private static final long LOOK_AROUND_MS = 500;

  private final Tools tools;
  private final Channel<JobQueued> announcements;
  private boolean busy;
  private boolean again;
  private boolean stopping;
  private final Promise<Void> idle = Promise.promise();

  /** One of several on this node. */
  public SigningWorker(Tools tools, Channel<JobQueued> announcements) {
    this.tools = tools;
    this.announcements = announcements;
  }

  @Override
  public Future<?> start() {
    announcements.listen(queued -> look());
    vertx.setPeriodic(LOOK_AROUND_MS, timer -> look());
    return Future.succeededFuture();
  }

  /** What is in hand is finished, or left to its lease. */
  @Override
  public Future<?> stop() {
    stopping = true;
    return busy ? idle.future() : Future.succeededFuture();
  }

  private void look() {
    again = true;
    if (busy || stopping) {
      return;
    }
    busy = true;
    try {
      while (again && !stopping) {
        again = false;
        claim().ifPresent(this::work);
      }
    } finally {
      busy = false;
      if (stopping) {
        idle.tryComplete();
      }
    }
  }

  private Optional<Claim> claim() {
    try {
      var client = tools.database().client();
      JobStore.wipeExpiredKeys(client, tools.clock().instant()).await();
      return JobStore.claim(client, tools.configuration().lease()).await();
    } catch (RuntimeException e) {
      if (Database.violates(e, "signing_job_turn")) {
        again = true;
      } else {
        LOG.warn("No look at the queue: {}", e.getMessage());
      }
      return Optional.empty();
    }
  }

  private void work(Claim claim) {
    again = true;
    var lease = tools.configuration().lease();
    long renewal =
        vertx.setPeriodic(
            lease.toMillis() / 3,
            timer ->
                JobStore.renew(tools.database().client(), claim, lease)
                    .onFailure(fault -> LOG.warn("Lease not renewed: {}", fault.getMessage())));
    try {
      new RunJob(tools, claim).run();
    } finally {
      vertx.cancelTimer(renewal);
    }
  }
}
