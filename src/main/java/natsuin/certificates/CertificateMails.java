package natsuin.certificates;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import natsuin.notices.NoticeKind;
import natsuin.notices.Notices;
import natsuin.outbox.MailDraft;
import natsuin.outbox.MailTemplate;
import natsuin.outbox.Outbox;
import natsuin.users.User;

/**
 * What users are told about their certificates and PINs, by mail and as a notice, in the
 * transaction that causes it. A PIN stands in none of it.
 */
public final class CertificateMails {
  private static final ZoneId BANK_TIME = ZoneId.of("Asia/Tokyo");
  private static final DateTimeFormatter JA_DATE =
      DateTimeFormatter.ofPattern("uuuu年M月d日", Locale.JAPANESE);
  private static final DateTimeFormatter EN_DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  private final Outbox outbox;
  private final Notices notices;
  private final String baseUrl;

  /**
   * Mails that lead back to this service.
   *
   * @param baseUrl without a slash at its end
   */
  public CertificateMails(Outbox outbox, Notices notices, String baseUrl) {
    this.outbox = outbox;
    this.notices = notices;
    this.baseUrl = baseUrl;
  }

  /** A certificate was issued: contracts can be signed. */
  public Future<Void> issued(SqlConnection tx, User user, Credential credential) {
    return tell(
        tx,
        user,
        MailTemplate.CERTIFICATE_ISSUED,
        NoticeKind.CERTIFICATE_ISSUED,
        Map.of("credential", credential.credentialId(), "until", until(user, credential)),
        "/contracts/to-sign");
  }

  /** A certificate has ended before its time. */
  Future<Void> revoked(
      SqlConnection tx, User user, Credential credential, RevokeCredential.Why why) {
    return tell(
        tx,
        user,
        MailTemplate.CERTIFICATE_REVOKED,
        NoticeKind.CERTIFICATE_REVOKED,
        Map.of("credential", credential.credentialId(), "why", why(user, why)),
        "/account");
  }

  /** A certificate's time is nearly, or by now, over. */
  Future<Void> expiry(SqlConnection tx, User user, Credential credential, boolean over) {
    return tell(
        tx,
        user,
        over ? MailTemplate.CERTIFICATE_EXPIRED : MailTemplate.CERTIFICATE_EXPIRING,
        over ? NoticeKind.CERTIFICATE_EXPIRED : NoticeKind.CERTIFICATE_EXPIRING,
        Map.of("credential", credential.credentialId(), "until", until(user, credential)),
        "/account/certificate/" + user.id());
  }

  /**
   * Somebody asked for a new certificate.
   *
   * @param reason of the request, as in the interface's description
   */
  public Future<Void> requested(SqlConnection tx, User user, String reason) {
    return tell(
        tx,
        user,
        MailTemplate.CERTIFICATE_REQUESTED,
        NoticeKind.CERTIFICATE_REQUESTED,
        Map.of("reason", reason(user, reason)),
        "/account/identity");
  }

  Future<Void> lock(SqlConnection tx, User user, Credential credential, boolean locked) {
    return tell(
        tx,
        user,
        locked ? MailTemplate.PIN_LOCKED : MailTemplate.PIN_UNLOCKED,
        locked ? NoticeKind.PIN_LOCKED : NoticeKind.PIN_UNLOCKED,
        Map.of("credential", credential.credentialId()),
        locked ? "/account" : "/contracts/to-sign");
  }

  /** No notice: who changes a PIN knows it; the mail is for who did not. */
  Future<Void> pinChanged(SqlConnection tx, User user, Credential credential) {
    return outbox.enqueue(
        tx,
        new MailDraft(
            user.email(),
            user.language(),
            MailTemplate.PIN_CHANGED,
            Map.of(
                "name", user.name(),
                "organization", user.organization().name(),
                "credential", credential.credentialId())));
  }

  private Future<Void> tell(
      SqlConnection tx,
      User user,
      MailTemplate template,
      NoticeKind kind,
      Map<String, String> facts,
      String path) {
    var all = new TreeMap<>(facts);
    all.put("name", user.name());
    all.put("organization", user.organization().name());
    all.put("link", baseUrl + path);
    var shown = new JsonObject();
    facts.forEach(shown::put);
    return outbox
        .enqueue(tx, new MailDraft(user.email(), user.language(), template, all))
        .compose(done -> notices.add(tx, user.id(), kind, shown, path));
  }

  private static boolean english(User user) {
    return user.language().getLanguage().equals(Locale.ENGLISH.getLanguage());
  }

  private static String until(User user, Credential credential) {
    Instant end = credential.certificate().getNotAfter().toInstant();
    return (english(user) ? EN_DATE : JA_DATE).format(end.atZone(BANK_TIME));
  }

  private static String why(User user, RevokeCredential.Why why) {
    boolean english = english(user);
    return switch (why) {
      case NAME_CHANGED -> english ? "your name was changed" : "お名前の変更";
      case ORGANIZATION_RENAMED ->
          english ? "your organization's name was changed" : "契約者名（法人名など）の変更";
      case USER_DELETED -> english ? "your registration was deleted" : "ご登録の削除";
      case SUPERSEDED -> english ? "a new certificate was issued" : "新しい電子証明書の発行";
    };
  }

  private static String reason(User user, String reason) {
    boolean english = english(user);
    return switch (reason) {
      case "details-changed" -> english ? "details changed" : "記載事項変更";
      case "pin-forgotten" -> english ? "PIN forgotten" : "PIN失念";
      case "validity-extended" -> english ? "validity extended" : "有効期限延長";
      default -> english ? "first certificate" : "初回の発行";
    };
  }
}
