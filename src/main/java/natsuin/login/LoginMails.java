package natsuin.login;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import natsuin.otp.OtpIssue;
import natsuin.outbox.MailDraft;
import natsuin.outbox.MailTemplate;
import natsuin.users.Person;

/** The mails of this story. */
final class LoginMails {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm").withZone(ZoneId.of("Asia/Tokyo"));

  private LoginMails() {}

  static MailDraft code(Person person, OtpIssue.Issued issued) {
    boolean english = person.language().getLanguage().equals(Locale.ENGLISH.getLanguage());
    return new MailDraft(
        person.email(),
        person.language(),
        MailTemplate.CODE,
        Map.of(
            "name", person.addressedAs(),
            "purpose", english ? "logging in" : "ログイン",
            "code", issued.code(),
            "expires", TIME.format(issued.expiresAt())));
  }

  static MailDraft locked(Person person, Instant until) {
    return new MailDraft(
        person.email(),
        person.language(),
        MailTemplate.ACCOUNT_LOCKED,
        Map.of("name", person.addressedAs(), "until", TIME.format(until)));
  }
}
