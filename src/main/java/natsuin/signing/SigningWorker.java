package natsuin.signing;

import java.time.Duration;
import natsuin.bus.Channel;
import natsuin.bus.QueueWorker;
import natsuin.pg.Database;
import natsuin.queues.WatchedTableStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes signing jobs, one after the other. Deployed on virtual threads. */
public final class SigningWorker extends QueueWorker {
  private static final Logger LOG = LoggerFactory.getLogger(SigningWorker.class);
  private static final Duration LOOK_AROUND = Duration.ofMillis(500);

  private final Tools tools;
  private final WatchedTableStore queue;

  /**
   * One of several on this node.
   *
   * @param queue counts the tries
   */
  public SigningWorker(Tools tools, Channel<JobQueued> announcements, WatchedTableStore queue) {
    super(announcements, LOOK_AROUND);
    this.tools = tools;
    this.queue = queue;
  }

  @Override
  protected boolean takeOne() {
    try {
      var client = tools.database().client();
      JobStore.wipeExpiredKeys(client, tools.clock().instant()).await();
      var claim = JobStore.claim(client, tools.configuration().lease()).await();
      claim.ifPresent(this::work);
      return claim.isPresent();
    } catch (Exception e) {
      if (Database.violates(e, "signing_job_turn")) {
        return true;
      }
      LOG.warn("No look at the queue: {}", e.getMessage());
      return false;
    }
  }

  private void work(Claim claim) {
    queue.tried(1);
    var lease = tools.configuration().lease();
    holding(
        lease,
        () -> JobStore.renew(tools.database().client(), claim, lease),
        () -> new RunJob(tools, claim).run());
  }
}
