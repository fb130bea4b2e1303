package natsuin.issuance;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import natsuin.certificates.Credential;
import natsuin.certificates.PendingCredential;
import natsuin.kernel.Actor;
import natsuin.mandates.MandateNeed;
import natsuin.requests.CertificateRequest;
import natsuin.requests.SigningStatus;
import natsuin.users.User;

/**
 * What certificates and their requests look like: {@code certificates.yaml}. On a virtual thread.
 */
final class IssuanceView {
  private final IssuanceTools tools;

  IssuanceView(IssuanceTools tools) {
    this.tools = tools;
  }

  /** One's own way from the PIN to the certificate. */
  JsonObject own(Actor.User user) {
    var db = tools.database().client();
    var open = tools.requests().openOf(db, user.id()).await();
    var pending = open.flatMap(request -> tools.pending().of(db, request.id()).await());
    var json = new JsonObject();
    open.ifPresent(request -> json.put("request", request(request)));
    pending.ifPresent(waiting -> progress(json, waiting));
    tools.credentials().ofUser(user.id()).await().ifPresent(c -> json.put("credential", of(c)));
    return json;
  }

  private static void progress(JsonObject json, PendingCredential waiting) {
    json.put("stage", waiting.stage().code())
        .put("credentialId", waiting.credentialId())
        .put("trouble", waiting.attempts() > 1);
  }

  private static JsonObject request(CertificateRequest request) {
    return new JsonObject()
        .put("id", request.id().toString())
        .put("reason", request.reason().code())
        .put("state", request.state().code())
        .put("version", request.version());
  }

  /** What a request, a lock or its end is about: a user's signing, as a colleague or he sees it. */
  JsonObject of(Actor.User viewer, User user) {
    var db = tools.database().client();
    var credential = tools.credentials().ofUser(user.id()).await();
    var open = tools.requests().openOf(db, user.id()).await();
    var details = user.details();
    var json =
        new JsonObject()
            .put("id", user.id().toString())
            .put("me", viewer.id().equals(user.id()))
            .put("name", user.name())
            .put("kana", details.familyKana() + "\u3000" + details.givenKana())
            .put("latin", user.familyLatin() + " " + user.givenLatin())
            .put("role", user.role().code())
            .put("mandate", MandateNeed.forCertificate(viewer.id(), user.id(), user.role()).code())
            .put("status", status(user, credential, open));
    credential.ifPresent(known -> json.put("credential", of(known)));
    open.ifPresent(request -> json.put("request", request(request)));
    return json;
  }

  private String status(
      User user, Optional<Credential> credential, Optional<CertificateRequest> open) {
    return SigningStatus.of(user, credential, open, tools.clock().instant()).code();
  }

  private JsonObject of(Credential credential) {
    var json =
        new JsonObject()
            .put("credentialId", credential.credentialId())
            .put("notAfter", credential.certificate().getNotAfter().toInstant().toString())
            .put("expired", !credential.validAt(tools.clock().instant()))
            .put("locked", credential.lockedAt(tools.clock().instant()));
    credential.lockedUntil().ifPresent(until -> json.put("lockedUntil", until.toString()));
    return json;
  }
}
