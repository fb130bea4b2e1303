package natsuin.ceremony;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import natsuin.notices.NoticeKind;
import natsuin.notices.Notices;
import natsuin.outbox.MailDates;
import natsuin.outbox.MailDraft;
import natsuin.outbox.MailTemplate;
import natsuin.outbox.Outbox;

/** What signers are told, by mail and as a notice, in the transaction that causes it. */
final class SignerMails {
  private final Outbox outbox;
  private final Notices notices;
  private final String baseUrl;

  /**
   * Mails that lead back to this service.
   *
   * @param baseUrl without a slash at its end
   */
  SignerMails(Outbox outbox, Notices notices, String baseUrl) {
    this.outbox = outbox;
    this.notices = notices;
    this.baseUrl = baseUrl;
  }

  /** The code that approves a signature. */
  Future<Void> code(SqlConnection tx, Seat seat, String code, Instant expiresAt) {
    return outbox.enqueue(
        tx,
        new MailDraft(
            seat.email(),
            seat.language(),
            MailTemplate.CODE,
            Map.of(
                "name", seat.name(),
                "purpose", purpose(seat),
                "code", code,
                "expires", MailDates.time(expiresAt, seat.language()))));
  }

  /** It is this signer's turn. */
  Future<Void> invite(SqlConnection tx, Seat seat) {
    return tell(tx, seat, MailTemplate.CONTRACT_TO_SIGN, NoticeKind.CONTRACT_TO_SIGN, facts(seat));
  }

  /** The signature did not come about; it is to be given again. */
  Future<Void> inviteAgain(SqlConnection tx, Seat seat, String code) {
    return tell(
        tx,
        seat,
        MailTemplate.CONTRACT_TO_SIGN,
        NoticeKind.CONTRACT_TO_SIGN,
        facts(seat).put("again", true).put("reason", code));
  }

  /** 「契約の締結を行いました」. */
  Future<Void> concluded(SqlConnection tx, Seat seat) {
    return tell(
        tx, seat, MailTemplate.CONTRACT_CONCLUDED, NoticeKind.CONTRACT_CONCLUDED, facts(seat));
  }

  private Future<Void> tell(
      SqlConnection tx, Seat seat, MailTemplate template, NoticeKind kind, JsonObject facts) {
    if (seat.email().isEmpty()) {
      return Future.succeededFuture();
    }
    String path =
        "/contracts/" + seat.contract() + (kind == NoticeKind.CONTRACT_TO_SIGN ? "/sign" : "");
    var draft =
        new MailDraft(
            seat.email(),
            seat.language(),
            template,
            Map.of(
                "name", seat.name(),
                "organization", seat.organization(),
                "summary", seat.summary(),
                "planned", MailDates.day(seat.planned(), seat.language()),
                "link", baseUrl + path));
    return outbox
        .enqueue(tx, draft)
        .compose(done -> notices.add(tx, seat.user(), kind, facts, path));
  }

  private static JsonObject facts(Seat seat) {
    return new JsonObject().put("summary", seat.summary()).put("number", seat.number());
  }

  private static boolean english(Seat seat) {
    return seat.language().getLanguage().equals(Locale.ENGLISH.getLanguage());
  }

  private static String purpose(Seat seat) {
    return english(seat) ? "signing " + seat.summary() : "「" + seat.summary() + "」の電子署名";
  }
}
