package natsuin.employerdesk;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import natsuin.outbox.MailDraft;
import natsuin.outbox.MailTemplate;
import natsuin.outbox.Outbox;
import natsuin.users.EmployerUser;

/** What master users are told about what the bank did; nobody who has no address yet. */
final class DeskMails {
  private final Outbox outbox;
  private final String portal;

  DeskMails(Outbox outbox, String portal) {
    this.outbox = outbox;
    this.portal = portal;
  }

  Future<Void> unlocked(SqlConnection tx, EmployerUser user) {
    return send(tx, user, MailTemplate.EMPLOYER_UNLOCKED);
  }

  /** To the address that was known before. */
  Future<Void> reset(SqlConnection tx, EmployerUser before) {
    return send(tx, before, MailTemplate.EMPLOYER_RESET);
  }

  private Future<Void> send(SqlConnection tx, EmployerUser user, MailTemplate template) {
    return user.email().isEmpty()
        ? Future.succeededFuture()
        : outbox.enqueue(
            tx,
            new MailDraft(
                user.email(),
                user.language(),
                template,
                Map.of("name", user.addressedAs(), "link", portal + "/")));
  }
}
