package natsuin.registration;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import natsuin.outbox.MailDates;
import natsuin.outbox.MailDraft;
import natsuin.outbox.MailTemplate;
import natsuin.outbox.Outbox;

/** The mails that bring a new user in; MyPageID and password never travel together (APP-6). */
final class WelcomeMails {
  private final Outbox outbox;
  private final String baseUrl;

  /** Whom a mail goes to. */
  record Reader(String address, Locale language, String name) {}

  WelcomeMails(Outbox outbox, String baseUrl) {
    this.outbox = outbox;
    this.baseUrl = baseUrl;
  }

  /** 「MyPageIDのお知らせ」. */
  Future<Void> mypageId(SqlConnection tx, Reader to, String mypageId) {
    return send(
        tx, to, MailTemplate.MYPAGE_ID, Map.of("mypageId", mypageId, "link", baseUrl + "/login"));
  }

  /** 「仮パスワードのお知らせ」. */
  Future<Void> temporaryPassword(
      SqlConnection tx, Reader to, TemporaryPassword password, Instant expiresAt) {
    return send(
        tx,
        to,
        MailTemplate.TEMPORARY_PASSWORD,
        Map.of(
            "password", password.plain(),
            "expires", MailDates.time(expiresAt, to.language()),
            "link", baseUrl + "/login"));
  }

  /** 「本人確認書類等アップロードのお願い」. */
  Future<Void> documentsDue(SqlConnection tx, Reader to) {
    return send(tx, to, MailTemplate.DOCUMENTS_DUE, Map.of("link", baseUrl + "/account/identity"));
  }

  /** 「対面による本人確認のご案内」. */
  Future<Void> meetingDue(SqlConnection tx, Reader to) {
    return send(tx, to, MailTemplate.MEETING_DUE, Map.of("link", baseUrl + "/login"));
  }

  private Future<Void> send(
      SqlConnection tx, Reader to, MailTemplate template, Map<String, String> facts) {
    var all = new java.util.HashMap<>(facts);
    all.put("name", to.name());
    return outbox.enqueue(tx, new MailDraft(to.address(), to.language(), template, all));
  }
}
