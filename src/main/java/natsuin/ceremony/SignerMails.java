package natsuin.ceremony;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import natsuin.notices.NoticeKind;
import natsuin.notices.Notices;
import natsuin.outbox.MailDraft;
import natsuin.outbox.MailTemplate;
import natsuin.outbox.Outbox;

/** What signers are told, by mail and as a notice, in the transaction that causes it. */
final class SignerMails {
  private static final ZoneId BANK_TIME = ZoneId.of("Asia/Tokyo");
  private static final DateTimeFormatter JA_TIME =
      DateTimeFormatter.ofPattern("uuuu年M月d日 HH:mm", Locale.JAPANESE);
  private static final DateTimeFormatter EN_TIME =
      DateTimeFormatter.ofPattern("d MMMM uuuu HH:mm 'JST'", Locale.ENGLISH);
  private static final DateTimeFormatter JA_DATE =
      DateTimeFormatter.ofPattern("uuuu年M月d日（E）", Locale.JAPANESE);
  private static final DateTimeFormatter EN_DATE =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);

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
                "expires", time(seat, expiresAt))));
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
                "planned", date(seat, seat.planned()),
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

  private static String time(Seat seat, Instant at) {
    return (english(seat) ? EN_TIME : JA_TIME).format(at.atZone(BANK_TIME));
  }

  private static String date(Seat seat, LocalDate day) {
    return (english(seat) ? EN_DATE : JA_DATE).format(day);
  }
}
