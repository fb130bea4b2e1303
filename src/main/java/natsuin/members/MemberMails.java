package natsuin.members;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import natsuin.kernel.MailAddresses;
import natsuin.outbox.MailDraft;
import natsuin.outbox.MailTemplate;
import natsuin.outbox.Outbox;

/** What users are told about changes of their data. */
final class MemberMails {
  private final Outbox outbox;

  MemberMails(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * To the address that was left: whoever reads it there may not have wanted the change. The new
   * one is told only so far that its owner knows it again.
   */
  Future<Void> addressChanged(SqlConnection tx, UserChange change) {
    var user = change.before();
    return outbox.enqueue(
        tx,
        new MailDraft(
            user.email(),
            user.language(),
            MailTemplate.ADDRESS_CHANGED,
            Map.of(
                "name", user.addressedAs(),
                "address", MailAddresses.masked(change.after().email()))));
  }
}
