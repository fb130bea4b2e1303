package natsuin.clientissue;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import natsuin.otp.OtpIssue;
import natsuin.outbox.MailDates;
import natsuin.outbox.MailDraft;
import natsuin.outbox.MailTemplate;
import natsuin.outbox.Outbox;
import natsuin.users.EmployerUser;
import natsuin.users.Person;
import org.jspecify.annotations.Nullable;

/**
 * What employers' users are told about their client certificates. No password, no key and no file
 * stands in any of it.
 */
final class ClientIssueMails {
  private final Outbox outbox;
  private final String baseUrl;

  /**
   * Mails that lead back to the portal.
   *
   * @param baseUrl without a slash at its end
   */
  ClientIssueMails(Outbox outbox, String baseUrl) {
    this.outbox = outbox;
    this.baseUrl = baseUrl;
  }

  /** The code of ⑤. */
  static MailDraft code(Person person, OtpIssue.Issued issued) {
    boolean english = person.language().getLanguage().equals(Locale.ENGLISH.getLanguage());
    return new MailDraft(
        person.email(),
        person.language(),
        MailTemplate.CODE,
        Map.of(
            "name", person.addressedAs(),
            "purpose", english ? "having a client certificate issued" : "電子証明書の発行",
            "code", issued.code(),
            "expires", MailDates.time(issued.expiresAt(), person.language())));
  }

  /** One was issued: who did not ask for it notices. */
  Future<Void> issued(SqlConnection tx, EmployerUser user, LocalDate lastDay) {
    return send(tx, user, MailTemplate.CLIENT_CERTIFICATE_ISSUED, lastDay, "/employer/");
  }

  /** One was made, reached nobody, and was revoked. */
  Future<Void> lost(SqlConnection tx, EmployerUser user) {
    return send(tx, user, MailTemplate.CLIENT_CERTIFICATE_LOST, null, "/employer/issue");
  }

  /** Its time is over soon. */
  Future<Void> expiring(SqlConnection tx, EmployerUser user, LocalDate lastDay) {
    return send(tx, user, MailTemplate.CLIENT_CERTIFICATE_EXPIRING, lastDay, "/employer/issue");
  }

  /** Its time is over. */
  Future<Void> expired(SqlConnection tx, EmployerUser user, LocalDate lastDay) {
    return send(tx, user, MailTemplate.CLIENT_CERTIFICATE_EXPIRED, lastDay, "/employer/issue");
  }

  private Future<Void> send(
      SqlConnection tx,
      EmployerUser user,
      MailTemplate template,
      @Nullable LocalDate lastDay,
      String path) {
    var facts = new TreeMap<String, String>();
    facts.put("name", user.addressedAs());
    facts.put("userId", user.userId() == null ? "" : user.userId());
    facts.put("link", baseUrl + path);
    if (lastDay != null) {
      facts.put("until", MailDates.day(lastDay, user.language()));
    }
    return outbox.enqueue(tx, new MailDraft(user.email(), user.language(), template, facts));
  }
}
