package natsuin.clientissue;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import natsuin.users.EmployerUser;
import natsuin.users.EmployerUserStore;

/**
 * Tells users by mail that their client certificate can be renewed from today, 30 days before its
 * last day, and when its time is over (EMP-7). Whoever has a later one by then is told neither.
 * Each is told once, however often and on however many nodes this runs. On any thread that may
 * wait.
 */
final class TellExpiry {
  private final ClientIssueTools tools;
  private final ClientIssueMails mails;

  TellExpiry(ClientIssueTools tools, ClientIssueMails mails) {
    this.tools = tools;
    this.mails = mails;
  }

  /** Tells everybody who is due. */
  void tell() {
    Instant now = tools.clock().instant();
    for (ExpiryStore.Due due :
        ExpiryStore.due(tools.database().client(), tools.validity(), now).await()) {
      tools.database().tx(tx -> tell(tx, due, now)).await();
    }
  }

  private Future<Void> tell(SqlConnection tx, ExpiryStore.Due due, Instant now) {
    return ExpiryStore.told(tx, due, now)
        .compose(
            first ->
                first
                    ? EmployerUserStore.find(tx, due.user())
                        .compose(user -> mail(tx, user.orElseThrow(), due))
                    : Future.succeededFuture());
  }

  private Future<Void> mail(SqlConnection tx, EmployerUser user, ExpiryStore.Due due) {
    return due.over()
        ? mails.expired(tx, user, due.lastDay())
        : mails.expiring(tx, user, due.lastDay());
  }
}
