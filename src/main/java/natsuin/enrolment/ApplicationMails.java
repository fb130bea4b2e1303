package natsuin.enrolment;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import natsuin.enrolment.ApplicationStore.AddressUse;
import natsuin.enrolment.ApplicationStore.Entry;
import natsuin.outbox.MailDates;
import natsuin.outbox.MailDraft;
import natsuin.outbox.MailTemplate;
import natsuin.outbox.Outbox;

/**
 * The mails of this story. Before an address is confirmed, nothing that was typed goes there:
 * whoever types other people's addresses must not be able to have us send them his words.
 */
final class ApplicationMails {
  /** Where the first PIN is registered. */
  static final String PIN_PAGE = "/account/pin";

  private final Outbox outbox;
  private final String baseUrl;

  ApplicationMails(Outbox outbox, String baseUrl) {
    this.outbox = outbox;
    this.baseUrl = baseUrl;
  }

  /** The code; or, where the address is in use, what to do instead (APP-4). */
  Future<Void> answer(SqlConnection tx, Entry entry, AddressUse use, String code) {
    String to = entry.personal().email();
    if (use.account()) {
      return send(
          tx,
          to,
          entry.language(),
          MailTemplate.APPLICATION_ACCOUNT_EXISTS,
          Map.of("login", baseUrl + "/login", "recovery", baseUrl + "/password-recovery"));
    }
    return use.waiting()
        ? send(tx, to, entry.language(), MailTemplate.APPLICATION_WAITS, Map.of())
        : send(
            tx,
            to,
            entry.language(),
            MailTemplate.APPLICATION_CODE,
            Map.of("code", code, "expires", MailDates.time(entry.codeUntil(), entry.language())));
  }

  /** The branch refused, and says why. */
  Future<Void> refused(
      SqlConnection tx, Application application, Personal personal, String reason) {
    return send(
        tx,
        personal.email(),
        application.language(),
        MailTemplate.APPLICATION_REFUSED,
        Map.of(
            "name",
            addressedAs(application, personal),
            "number",
            Objects.requireNonNull(application.number()),
            "branch",
            english(application) ? application.branch().nameLatin() : application.branch().name(),
            "reason",
            reason));
  }

  /** 「初期PIN登録のお願い」, where the person was met before the approval. */
  Future<Void> pinDue(SqlConnection tx, Application application, Personal personal) {
    return send(
        tx,
        personal.email(),
        application.language(),
        MailTemplate.PIN_DUE,
        Map.of("name", addressedAs(application, personal), "link", baseUrl + PIN_PAGE));
  }

  private static String addressedAs(Application application, Personal personal) {
    return english(application)
        ? personal.text("givenLatin") + " " + personal.text("familyLatin")
        : personal.personName();
  }

  private static boolean english(Application application) {
    return application.language().getLanguage().equals(Locale.ENGLISH.getLanguage());
  }

  private Future<Void> send(
      SqlConnection tx,
      String to,
      Locale language,
      MailTemplate template,
      Map<String, String> facts) {
    return outbox.enqueue(tx, new MailDraft(to, language, template, facts));
  }
}
