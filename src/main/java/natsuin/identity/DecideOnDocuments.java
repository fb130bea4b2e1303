package natsuin.identity;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.notices.NoticeKind;
import natsuin.outbox.MailDraft;
import natsuin.outbox.MailTemplate;
import natsuin.requests.CertificateRequest;
import natsuin.requests.RequestState;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;
import natsuin.users.User;
import natsuin.users.UserStore;
import org.jspecify.annotations.Nullable;

/**
 * What the branch makes of it (DOC-5): approved, sent back with a reason, or the meeting recorded.
 * Whoever comes second is told that it has changed meanwhile.
 */
final class DecideOnDocuments {
  private static final String PIN_PAGE = "/account/pin";
  private static final String DOCUMENTS_PAGE = "/account/identity";
  private static final int LONGEST_REASON = 500;

  private final IdentityTools tools;

  DecideOnDocuments(IdentityTools tools) {
    this.tools = tools;
  }

  /** 承認: the PIN is to be chosen next; mail 「初期PIN登録のお願い」. */
  void approve(Actor.Staff staff, UUID id, int version) {
    decide(
        staff, id, version, StaffAct.DECIDE, RequestState.UNDER_REVIEW, RequestState.PIN_DUE, null);
  }

  /** 差戻し, with the reason that the customer will read. */
  void sendBack(Actor.Staff staff, UUID id, int version, String given) {
    String reason = given.strip();
    if (reason.isEmpty()) {
      throw new Failure.Invalid(new Failure.FieldError("reason", "required")).exception();
    }
    if (reason.codePointCount(0, reason.length()) > LONGEST_REASON) {
      throw new Failure.Invalid(
              new Failure.FieldError("reason", "too-long", Map.of("max", LONGEST_REASON)))
          .exception();
    }
    decide(
        staff,
        id,
        version,
        StaffAct.DECIDE,
        RequestState.UNDER_REVIEW,
        RequestState.RETURNED,
        reason);
  }

  /** 対面確認: somebody of the branch has met the person and seen the documents. */
  void recordMeeting(Actor.Staff staff, UUID id, int version) {
    decide(
        staff,
        id,
        version,
        StaffAct.MAINTAIN,
        RequestState.MEETING_DUE,
        RequestState.PIN_DUE,
        null);
  }

  private void decide(
      Actor.Staff staff,
      UUID id,
      int version,
      StaffAct act,
      RequestState from,
      RequestState to,
      @Nullable String reason) {
    tools
        .database()
        .tx(
            tx ->
                tools
                    .requests()
                    .find(tx, id)
                    .map(found -> check(staff, found.orElse(null), version, act, from))
                    .compose(
                        seen ->
                            tell(tx, seen, to, reason)
                                .compose(
                                    told -> tools.requests().move(tx, staff, seen, to, reason))))
        .await();
  }

  private static CertificateRequest check(
      Actor.Staff staff,
      @Nullable CertificateRequest seen,
      int version,
      StaffAct act,
      RequestState from) {
    if (seen == null || !StaffRights.may(staff, StaffAct.REVIEW, seen.branch())) {
      throw new Failure.NotFound("not-found").exception();
    }
    if (!StaffRights.may(staff, act, seen.branch())) {
      throw new Failure.Forbidden("forbidden").exception();
    }
    if (seen.state() != from || seen.version() != version) {
      throw new Failure.Conflict("changed-meanwhile").exception();
    }
    return seen;
  }

  private Future<Void> tell(
      SqlConnection tx, CertificateRequest request, RequestState to, @Nullable String reason) {
    boolean back = to == RequestState.RETURNED;
    String page = back ? DOCUMENTS_PAGE : PIN_PAGE;
    return UserStore.find(tx, request.user())
        .compose(
            user ->
                tools
                    .outbox()
                    .enqueue(
                        tx, mail(user.orElseThrow(), back, page, reason == null ? "" : reason)))
        .compose(
            sent ->
                tools
                    .notices()
                    .add(
                        tx,
                        request.user(),
                        back ? NoticeKind.DOCUMENTS_RETURNED : NoticeKind.PIN_DUE,
                        reason == null ? new JsonObject() : new JsonObject().put("reason", reason),
                        page));
  }

  private MailDraft mail(User user, boolean back, String page, String reason) {
    return new MailDraft(
        user.email(),
        user.language(),
        back ? MailTemplate.DOCUMENTS_RETURNED : MailTemplate.PIN_DUE,
        Map.of(
            "name",
            user.addressedAs(),
            "organization",
            user.organization().name(),
            "link",
            tools.baseUrl() + page,
            "reason",
            reason));
  }
}
