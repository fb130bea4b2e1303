package natsuin.issuance;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import java.time.Duration;
import java.util.List;
import natsuin.bus.Channel;
import natsuin.bus.ChannelName;
import natsuin.certificates.TellExpiry;
import natsuin.http.Routes;
import natsuin.queues.WatchedQueue;
import natsuin.queues.WatchedTableStore;
import natsuin.schedule.Schedule;

/** The door of this story. */
public final class Issuance {
  private static final Duration EXPIRY_EVERY = Duration.ofMinutes(30);
  private static final Duration SWEEP_EVERY = Duration.ofHours(1);

  private final IssuanceTools tools;
  private final Channel<IssueQueued> announcements;
  private final WatchedTableStore queue;

  /** With these tools. */
  public Issuance(IssuanceTools tools) {
    this.tools = tools;
    this.announcements = new Channel<>(tools.vertx(), ChannelName.ISSUANCE, IssueQueued.CODEC);
    this.queue = tools.pending().queue(this::announce);
  }

  /** Issues that are not at their end. */
  public WatchedQueue queue() {
    return queue;
  }

  private void announce() {
    announcements.publish(new IssueQueued());
  }

  /** What it offers over HTTP. */
  public List<Routes> routes() {
    return List.of(new IssuanceRoutes(tools, this::announce));
  }

  /** Lets this node issue certificates from now on; answers what is to be undeployed. */
  public String work() {
    var options = new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
    return tools
        .vertx()
        .deployVerticle(new IssuanceWorker(tools, announcements, queue), options)
        .await();
  }

  /** What is to be done again and again, once in the cluster. */
  public void schedule(Schedule schedule, TellExpiry expiry) {
    schedule.every("certificate-expiry", EXPIRY_EVERY, expiry::tell);
    schedule.every("pending-certificates", SWEEP_EVERY, () -> tools.pending().sweep().await());
    schedule.every("mandates", SWEEP_EVERY, () -> tools.mandates().sweep().await());
  }
}
