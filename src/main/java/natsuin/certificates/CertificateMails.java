package natsuin.certificates;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import natsuin.notices.NoticeKind;
import natsuin.notices.Notices;
import natsuin.outbox.MailDates;
import natsuin.outbox.MailDraft;
import natsuin.outbox.MailTemplate;
import natsuin.outbox.Outbox;
import natsuin.users.User;

/**
 * What users are told about their certificates and PINs, by mail and as a notice, in the
 * transaction that causes it. A PIN stands in none of it.
 */
public final class CertificateMails {
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
        named(credential).put("until", end(credential).toString()),
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
        named(credential),
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
        named(credential).put("until", end(credential).toString()),
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
        new JsonObject().put("requestReason", reason),
        "/account/identity");
  }

  Future<Void> lock(SqlConnection tx, User user, Credential credential, boolean locked) {
    return tell(
        tx,
        user,
        locked ? MailTemplate.PIN_LOCKED : MailTemplate.PIN_UNLOCKED,
        locked ? NoticeKind.PIN_LOCKED : NoticeKind.PIN_UNLOCKED,
        Map.of("credential", credential.credentialId()),
        named(credential),
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

  /** {@code shown}: facts of the notice, which its reader may read in another language. */
  private Future<Void> tell(
      SqlConnection tx,
      User user,
      MailTemplate template,
      NoticeKind kind,
      Map<String, String> facts,
      JsonObject shown,
      String path) {
    var all = new TreeMap<>(facts);
    all.put("name", user.name());
    all.put("organization", user.organization().name());
    all.put("link", baseUrl + path);
    return outbox
        .enqueue(tx, new MailDraft(user.email(), user.language(), template, all))
        .compose(done -> notices.add(tx, user.id(), kind, shown, path));
  }

  private static boolean english(User user) {
    return user.language().getLanguage().equals(Locale.ENGLISH.getLanguage());
  }

  private static String until(User user, Credential credential) {
    return MailDates.day(end(credential), user.language());
  }

  private static Instant end(Credential credential) {
    return credential.certificate().getNotAfter().toInstant();
  }

  private static JsonObject named(Credential credential) {
    return new JsonObject().put("credential", credential.credentialId());
  }

  private static String why(User user, RevokeCredential.Why why) {
    boolean english = english(user);
    return switch (why) {
      case NAME_CHANGED -> english ? "your name was changed" : "お名前の変更";
      case ORGANIZATION_RENAMED ->
          english ? "your organization's name was changed" : "契約者名（法人名など）の変更";
      case KEY_COMPROMISED ->
          english ? "PIN or account may be known to others" : "PINまたはIDが他人に知られたおそれ";
      case HOLDER_LEFT -> english ? "the holder has left" : "退職・退任";
      case REQUESTED -> english ? "it was asked for" : "お客さまからのお申し出";
      case IDENTITY_WRONG -> english ? "the identity could not be confirmed" : "ご本人の確認ができなかったため";
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
