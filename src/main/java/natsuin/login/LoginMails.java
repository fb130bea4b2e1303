package natsuin.login;

import java.util.Locale;
import java.util.Map;
import natsuin.otp.OtpIssue;
import natsuin.outbox.MailDates;
import natsuin.outbox.MailDraft;
import natsuin.outbox.MailTemplate;
import natsuin.users.Person;

/** The mails of this story. */
final class LoginMails {
  private LoginMails() {}

  static MailDraft code(Person person, OtpIssue.Issued issued) {
    return code(person, issued, "ログイン", "logging in");
  }

  static MailDraft emailCode(Person person, OtpIssue.Issued issued) {
    return code(person, issued, "新しいメールアドレスの確認", "confirming your new mail address");
  }

  static MailDraft recoveryCode(Person person, OtpIssue.Issued issued) {
    return code(person, issued, "パスワードの再設定", "setting a new password");
  }

  /** For who never logged in: there is no password yet that could be forgotten. */
  static MailDraft recoveryNotYet(Person person) {
    return plain(person, MailTemplate.RECOVERY_NOT_YET);
  }

  /** For whose address was changed and has not been confirmed: it opens nothing (LOGIN-6). */
  static MailDraft recoveryUnconfirmed(Person person) {
    return plain(person, MailTemplate.RECOVERY_UNCONFIRMED);
  }

  static MailDraft passwordChanged(Person person) {
    return plain(person, MailTemplate.PASSWORD_CHANGED);
  }

  private static MailDraft plain(Person person, MailTemplate template) {
    return new MailDraft(
        person.email(), person.language(), template, Map.of("name", person.addressedAs()));
  }

  private static MailDraft code(
      Person person, OtpIssue.Issued issued, String purpose, String purposeInEnglish) {
    boolean english = person.language().getLanguage().equals(Locale.ENGLISH.getLanguage());
    return new MailDraft(
        person.email(),
        person.language(),
        MailTemplate.CODE,
        Map.of(
            "name", person.addressedAs(),
            "purpose", english ? purposeInEnglish : purpose,
            "code", issued.code(),
            "expires", MailDates.time(issued.expiresAt(), person.language())));
  }
}
