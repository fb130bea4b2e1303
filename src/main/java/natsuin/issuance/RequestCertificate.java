package natsuin.issuance;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import natsuin.bus.Announcement.MembersTouched;
import natsuin.http.Requests;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.mandates.Agent;
import natsuin.mandates.MandateNeed;
import natsuin.mandates.MandatePurpose;
import natsuin.requests.CertificateRequest;
import natsuin.requests.Identification;
import natsuin.requests.RequestReason;
import natsuin.rights.MemberAct;
import natsuin.users.User;

/**
 * 「電子証明書発行依頼」 for oneself or a colleague (CERT-3, CERT-4). The present certificate stays usable
 * until the new one is issued. On a virtual thread.
 */
final class RequestCertificate {
  private static final Set<RequestReason> REASONS =
      Set.of(
          RequestReason.DETAILS_CHANGED,
          RequestReason.PIN_FORGOTTEN,
          RequestReason.VALIDITY_EXTENDED);

  private final IssuanceTools tools;

  RequestCertificate(IssuanceTools tools) {
    this.tools = tools;
  }

  /**
   * Opens a request. Fails as {@link Failure.Invalid} on {@code reason} or {@code mandate}, as
   * conflict {@code request-open}.
   */
  User request(Actor.User actor, UUID id, JsonObject body) {
    User user = Target.of(tools.database().client(), actor, MemberAct.REQUEST_CERTIFICATE, id);
    RequestReason reason = reason(Requests.text(body, "reason"));
    MandateNeed need = MandateNeed.forCertificate(actor.id(), user.id(), user.role());
    Optional<UUID> mandate = mandate(body);
    tools
        .database()
        .tx(
            tx ->
                tools
                    .mails()
                    .requested(tx, user, reason.code())
                    .compose(
                        done ->
                            tools
                                .requests()
                                .open(tx, actor, user.id(), reason, Identification.DOCUMENTS))
                    .compose(
                        opened ->
                            tools
                                .mandates()
                                .use(
                                    tx,
                                    actor,
                                    need,
                                    mandate,
                                    MandatePurpose.CERTIFICATE_REQUEST,
                                    Agent.of(user),
                                    usedFor(opened))))
        .await();
    tools.announcements().say(new MembersTouched(user.organization().id()));
    return user;
  }

  private static String usedFor(CertificateRequest opened) {
    return "certificate-request:" + opened.id();
  }

  private static RequestReason reason(String code) {
    return REASONS.stream()
        .filter(reason -> reason.code().equals(code))
        .findFirst()
        .orElseThrow(
            () -> new Failure.Invalid(new Failure.FieldError("reason", "required")).exception());
  }

  private static Optional<UUID> mandate(JsonObject body) {
    String text = Requests.text(body, "mandate");
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }
}
