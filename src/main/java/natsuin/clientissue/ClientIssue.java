package natsuin.clientissue;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.kernel.Portal;
import natsuin.otp.OtpPurpose;
import natsuin.schedule.Schedule;

/** The door of this story. */
public final class ClientIssue implements AutoCloseable {
  private static final Duration EXPIRY_EVERY = Duration.ofMinutes(30);
  private static final Duration SWEEP_EVERY = Duration.ofSeconds(30);

  private final ClientIssueTools tools;
  private final IssuePool pool;
  private final Cases cases;
  private final TellExpiry expiry;

  /** What can be done here. */
  record Cases(
      Authenticate authenticate,
      EnterCode enterCode,
      RunIssue run,
      HandOver handOver,
      MendIssues mend,
      Leave leave,
      IssueView view) {}

  /**
   * With these tools.
   *
   * @param atOnce keys that this node makes at the same time
   * @param waiting how many may wait besides
   */
  public ClientIssue(ClientIssueTools tools, int atOnce, int waiting) {
    this.tools = tools;
    this.pool = new IssuePool(tools.vertx(), atOnce, waiting);
    var mails = new ClientIssueMails(tools.outbox(), tools.baseUrl());
    var kept = new KeptPasswords(tools.secrets());
    var mend = new MendIssues(tools, mails);
    var codes =
        tools
            .passwords()
            .codeStep(Portal.ISSUANCE, OtpPurpose.CLIENT_ISSUE, ClientIssueMails::code);
    this.cases =
        new Cases(
            new Authenticate(tools, codes, kept, mend),
            new EnterCode(tools, codes, kept),
            new RunIssue(tools, kept, pool, new StartIssue(tools, mend)),
            new HandOver(tools, mails),
            mend,
            new Leave(tools, kept),
            new IssueView(tools));
    this.expiry = new TellExpiry(tools, mails);
  }

  /** What it offers over HTTP. */
  public List<Routes> routes() {
    return List.of(new ClientIssueRoutes(tools, cases));
  }

  /** How the issue of this person stands, for those who watch it live. */
  public Future<JsonObject> view(Actor.Candidate who) {
    return cases.view().of(who);
  }

  /** What is to be done again and again, once in the cluster. */
  public void schedule(Schedule schedule) {
    schedule.every("client-issue.sweep", SWEEP_EVERY, () -> cases.mend().sweep());
    schedule.every("client-certificate-expiry", EXPIRY_EVERY, expiry::tell);
  }

  @Override
  public void close() {
    pool.close();
  }
}
