package natsuin.issuance;

import java.time.Duration;
import java.util.Optional;
import natsuin.bus.Channel;
import natsuin.bus.QueueWorker;
import natsuin.certificates.PendingCredentials.Claim;
import natsuin.queues.WatchedTableStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Issues certificates one after the other, at once when 「発行」 is pressed. On virtual threads. */
final class IssuanceWorker extends QueueWorker {
  private static final Logger LOG = LoggerFactory.getLogger(IssuanceWorker.class);
  private static final Duration LOOK_AROUND = Duration.ofMillis(700);
  private static final Duration LEASE = Duration.ofSeconds(10);

  private final IssuanceTools tools;
  private final WatchedTableStore queue;

  IssuanceWorker(IssuanceTools tools, Channel<IssueQueued> announcements, WatchedTableStore queue) {
    super(announcements, LOOK_AROUND);
    this.queue = queue;
    this.tools = tools;
  }

  @Override
  protected boolean takeOne() {
    var claim = claim();
    claim.ifPresent(this::work);
    return claim.isPresent();
  }

  private Optional<Claim> claim() {
    try {
      return tools.pending().claim(LEASE).await();
    } catch (Exception e) {
      LOG.warn("No look at certificates to be issued: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private void work(Claim claim) {
    queue.tried(1);
    holding(
        LEASE, () -> tools.pending().renew(claim, LEASE), () -> new RunIssue(tools, claim).run());
  }
}
