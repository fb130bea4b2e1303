package natsuin.certificates;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Locale;
import java.util.Map;
import natsuin.outbox.MailDraft;
import natsuin.outbox.MailTemplate;
import natsuin.outbox.Outbox;
import natsuin.users.EmployerUser;

/** Tells an employer's user that a client certificate was revoked. */
public final class ClientRevocationMails {
  private final Outbox outbox;
  private final String portal;

  /**
   * Mails that lead back to the portal.
   *
   * @param portal where employers enter, without a slash at its end
   */
  public ClientRevocationMails(Outbox outbox, String portal) {
    this.outbox = outbox;
    this.portal = portal;
  }

  /** In the transaction that revokes it. */
  Future<Void> revoked(SqlConnection tx, EmployerUser user, ClientEnd why) {
    return user.email().isEmpty()
        ? Future.succeededFuture()
        : outbox.enqueue(
            tx,
            new MailDraft(
                user.email(),
                user.language(),
                MailTemplate.CLIENT_CERTIFICATE_REVOKED,
                Map.of(
                    "name", user.addressedAs(),
                    "userId", String.valueOf(user.userId()),
                    "why", why(user.language(), why),
                    "link", portal)));
  }

  private static String why(Locale language, ClientEnd why) {
    boolean english = language.getLanguage().equals(Locale.ENGLISH.getLanguage());
    return switch (why) {
      case COMPUTER_CHANGED -> english ? "another computer is used" : "パソコンの変更";
      case FILE_LOST -> english ? "the file was lost" : "電子証明書ファイルの紛失";
      case HOLDER_LEFT -> english ? "the user has left" : "ご利用者の異動・退職";
      case KEY_COMPROMISED ->
          english ? "certificate or password may be known to others" : "電子証明書またはパスワードが他人に知られたおそれ";
      case REQUESTED -> english ? "it was asked for" : "お客さまからのお申し出";
      case ID_RESET -> english ? "user ID and password were reset" : "ログインID・パスワードの初期化";
    };
  }
}
