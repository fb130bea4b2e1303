package natsuin.issuance;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.Optional;
import natsuin.bus.Channel;
import natsuin.certificates.PendingCredentials.Claim;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Issues certificates one after the other, at once when 「発行」 is pressed, and looks around by itself
 * in case an announcement was lost or another node died. Deployed on a virtual thread.
 */
final class IssuanceWorker extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(IssuanceWorker.class);
  private static final long LOOK_AROUND_MS = 700;
  private static final Duration LEASE = Duration.ofSeconds(20);

  private final IssuanceTools tools;
  private final Channel<IssueQueued> announcements;
  private boolean busy;
  private boolean again;
  private boolean stopping;
  private final Promise<Void> idle = Promise.promise();

  IssuanceWorker(IssuanceTools tools, Channel<IssueQueued> announcements) {
    this.tools = tools;
    this.announcements = announcements;
  }

  @Override
  public Future<?> start() {
    announcements.listen(queued -> look());
    vertx.setPeriodic(LOOK_AROUND_MS, timer -> look());
    return Future.succeededFuture();
  }

  /** What is in hand is finished. */
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
      return tools.pending().claim(LEASE).await();
    } catch (RuntimeException e) {
      LOG.warn("No look at certificates to be issued: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private void work(Claim claim) {
    again = true;
    new RunIssue(tools, claim).run();
  }
}
