package natsuin.employers;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import natsuin.employers.RegistrationDraft.Entered;
import natsuin.kernel.BankTime;
import natsuin.kernel.MailAddresses;
import natsuin.otp.OtpIssue;
import natsuin.outbox.MailDates;
import natsuin.outbox.MailDraft;
import natsuin.outbox.MailTemplate;
import natsuin.outbox.Outbox;
import natsuin.users.EmployerUser;

/** What employers' users are told about their accounts. No password stands in any of it. */
final class EmployerMails {
  private final Outbox outbox;
  private final String baseUrl;

  /**
   * Mails that lead back to the portal.
   *
   * @param baseUrl without a slash at its end
   */
  EmployerMails(Outbox outbox, String baseUrl) {
    this.outbox = outbox;
    this.baseUrl = baseUrl;
  }

  /** To the address of the form, which nobody has shown to read yet. */
  Future<Void> registrationCode(
      SqlConnection tx, EmployerUser user, Entered entered, OtpIssue.Issued issued) {
    String purpose = english(entered.language()) ? "your first registration" : "マスターユーザーの初期登録";
    String name = user.employer().name() + "\u3000" + entered.name();
    return code(tx, entered.email(), entered.language(), name, purpose, issued);
  }

  /** To the address that is to be the user's. */
  Future<Void> addressCode(
      SqlConnection tx, EmployerUser user, String address, OtpIssue.Issued issued) {
    String purpose = english(user.language()) ? "changing your mail address" : "メールアドレスの変更";
    return code(tx, address, user.language(), user.addressedAs(), purpose, issued);
  }

  private Future<Void> code(
      SqlConnection tx,
      String to,
      Locale language,
      String name,
      String purpose,
      OtpIssue.Issued issued) {
    return outbox.enqueue(
        tx,
        new MailDraft(
            to,
            language,
            MailTemplate.CODE,
            Map.of(
                "name",
                name,
                "purpose",
                purpose,
                "code",
                issued.code(),
                "expires",
                MailDates.time(issued.expiresAt(), language))));
  }

  /** The first registration is done. */
  Future<Void> registered(SqlConnection tx, EmployerUser user) {
    return send(tx, user, MailTemplate.EMPLOYER_REGISTERED, Map.of("userId", id(user)));
  }

  /** A master user registered this general user, and hands out the initial password himself. */
  Future<Void> added(SqlConnection tx, EmployerUser user, Instant until) {
    return send(
        tx,
        user,
        MailTemplate.EMPLOYER_USER_NEW,
        Map.of("userId", id(user), "until", lastDay(user, until)));
  }

  /** The password is worth nothing any more; another initial one was made. */
  Future<Void> passwordReissued(SqlConnection tx, EmployerUser user, Instant until) {
    return send(
        tx,
        user,
        MailTemplate.EMPLOYER_USER_PASSWORD,
        Map.of("userId", id(user), "until", lastDay(user, until)));
  }

  /** The master user lifted lock or block. */
  Future<Void> unlocked(SqlConnection tx, EmployerUser user) {
    return send(tx, user, MailTemplate.EMPLOYER_USER_UNLOCKED, Map.of());
  }

  /** The user is deleted. */
  Future<Void> deleted(SqlConnection tx, EmployerUser user) {
    return send(tx, user, MailTemplate.EMPLOYER_USER_DELETED, Map.of("userId", id(user)));
  }

  /** By whoever was logged in. */
  Future<Void> passwordChanged(SqlConnection tx, EmployerUser user) {
    return send(tx, user, MailTemplate.EMPLOYER_PASSWORD_CHANGED, Map.of());
  }

  /** To the address that was left: whoever reads it there may not have wanted the change. */
  Future<Void> addressChanged(SqlConnection tx, EmployerUser before, String after) {
    return send(
        tx,
        before,
        MailTemplate.EMPLOYER_ADDRESS_CHANGED,
        Map.of("address", MailAddresses.masked(after)));
  }

  private Future<Void> send(
      SqlConnection tx, EmployerUser user, MailTemplate template, Map<String, String> facts) {
    var all = new HashMap<>(facts);
    all.put("name", user.addressedAs());
    all.put("link", baseUrl + "/employer/");
    return outbox.enqueue(tx, new MailDraft(user.email(), user.language(), template, all));
  }

  private static String id(EmployerUser user) {
    return user.userId() == null ? "" : user.userId();
  }

  private static String lastDay(EmployerUser user, Instant until) {
    return MailDates.day(BankTime.dayOf(until).minusDays(1), user.language());
  }

  private static boolean english(Locale language) {
    return language.getLanguage().equals(Locale.ENGLISH.getLanguage());
  }
}
