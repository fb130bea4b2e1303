package natsuin.mandates;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import natsuin.outbox.MailDates;
import natsuin.outbox.MailDraft;
import natsuin.outbox.MailTemplate;
import natsuin.outbox.Outbox;
import natsuin.users.User;

/** The mail with the code that approves a power of attorney. */
record MandateMails(Outbox outbox) {
  Future<Void> code(SqlConnection tx, User grantor, String code, Instant expiresAt) {
    boolean english = grantor.language().getLanguage().equals(Locale.ENGLISH.getLanguage());
    return outbox.enqueue(
        tx,
        new MailDraft(
            grantor.email(),
            grantor.language(),
            MailTemplate.CODE,
            Map.of(
                "name",
                grantor.name(),
                "purpose",
                english ? "signing a power of attorney" : "「委任状」の電子署名",
                "code",
                code,
                "expires",
                MailDates.time(expiresAt, grantor.language()))));
  }
}
