package natsuin.issuance;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import java.util.List;
import natsuin.bus.Channel;
import natsuin.bus.ChannelName;
import natsuin.http.Routes;

/** The door of this story. */
public final class Issuance {
  private final IssuanceTools tools;
  private final Channel<IssueQueued> announcements;

  /** With these tools. */
  public Issuance(IssuanceTools tools) {
    this.tools = tools;
    this.announcements = new Channel<>(tools.vertx(), ChannelName.ISSUANCE, IssueQueued.CODEC);
  }

  /** What it offers over HTTP. */
  public List<Routes> routes() {
    return List.of(new IssuanceRoutes(tools, () -> announcements.publish(new IssueQueued())));
  }

  /** Lets this node issue certificates from now on; answers what is to be undeployed. */
  public String work() {
    var options = new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
    return tools.vertx().deployVerticle(new IssuanceWorker(tools, announcements), options).await();
  }
}
