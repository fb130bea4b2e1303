package natsuin.clientissue;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.pg.Database;
import natsuin.users.EmployerUser;
import natsuin.users.EmployerUserStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings an issue that broke off to its end: nobody can have got the key, so the certificate is
 * revoked, the user is told, and may issue again without asking anybody (EMP-6). On a virtual
 * thread or one of the schedule's.
 */
final class MendIssues {
  private static final Logger LOG = LoggerFactory.getLogger(MendIssues.class);
  private static final Actor SERVICE = new Actor.Service("client-issue");

  private final ClientIssueTools tools;
  private final ClientIssueMails mails;

  MendIssues(ClientIssueTools tools, ClientIssueMails mails) {
    this.tools = tools;
    this.mails = mails;
  }

  /** Those whose node died, of everybody; again and again, once in the cluster. */
  void sweep() {
    for (UUID id : IssueStore.stale(tools.database().client()).await()) {
      giveUp(id, "nobody-went-on");
    }
  }

  /** The same of one user, who is here just now. */
  void mend(UUID user) {
    for (UUID id : IssueStore.staleOf(tools.database().client(), user).await()) {
      giveUp(id, "nobody-went-on");
    }
  }

  /** Ends an issue of this node's at once; never fails, since the sweep will do what is left. */
  void giveUp(UUID id, String why) {
    try {
      tools.database().tx(tx -> giveUp(tx, id, why)).await();
    } catch (Exception fault) {
      LOG.warn("Issue {} is left to its lease", id, fault);
    }
  }

  private Future<Void> giveUp(SqlConnection tx, UUID id, String why) {
    return IssueStore.held(tx, id)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture()
                    : giveUp(tx, found.get(), why).mapEmpty());
  }

  private Future<Void> giveUp(SqlConnection tx, Issue issue, String why) {
    IssueState end = issue.serial() == null ? IssueState.FAILED : IssueState.LOST;
    return IssueStore.giveUp(tx, issue, end, now())
        .compose(
            first ->
                first
                    ? revoke(tx, issue).compose(revoked -> tell(tx, issue, end, why))
                    : Future.succeededFuture());
  }

  private Future<Void> revoke(SqlConnection tx, Issue issue) {
    return issue.serial() == null
        ? Future.succeededFuture()
        : tools.certificates().revokeUnreceived(tx, issue.serial());
  }

  private Future<Void> tell(SqlConnection tx, Issue issue, IssueState end, String why) {
    return EmployerUserStore.find(tx, issue.user())
        .map(Optional::orElseThrow)
        .compose(
            user ->
                (end == IssueState.LOST && user.life().deletedAt() == null
                        ? mails.lost(tx, user)
                        : Future.<Void>succeededFuture())
                    .compose(done -> record(tx, user, issue, end, why)));
  }

  private Future<Void> record(
      SqlConnection tx, EmployerUser user, Issue issue, IssueState end, String why) {
    var detail = new JsonObject().put("issue", issue.id().toString()).put("why", why);
    if (issue.serial() != null) {
      detail.put("serial", issue.serial());
    }
    Database.afterCommit(tx, () -> tools.announce(issue.user()));
    return tools.record(tx, SERVICE, user, "client-issue." + end.code(), detail);
  }

  private Instant now() {
    return tools.clock().instant();
  }
}
