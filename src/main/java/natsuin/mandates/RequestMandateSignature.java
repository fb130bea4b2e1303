package natsuin.mandates;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import natsuin.certificates.Credential;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Ids;
import natsuin.otp.OtpIssue;
import natsuin.otp.OtpPurpose;
import natsuin.users.User;
import natsuin.users.UserStore;
import natsuin.vault.OpeningKey;
import natsuin.vault.SplitSecret;

/**
 * Step 1, the PIN 「送信」: begins an authorization whose secret is split at once, one half for the
 * browser, one for the server, and sends a code. On a virtual thread.
 */
final class RequestMandateSignature {
  /**
   * What goes back to the browser.
   *
   * @param half the browser's half of the secret
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Begun(MandateRequest request, String sentTo, byte[] half) {}

  private final MandateTools tools;
  private final OpenMandate.Finder finder;
  private final MandateMails mails;

  RequestMandateSignature(MandateTools tools) {
    this.tools = tools;
    this.finder = new OpenMandate.Finder(tools);
    this.mails = new MandateMails(tools.outbox());
  }

  Begun begin(Actor.User user, UUID id, char[] entered) {
    Mandate mandate = finder.own(user, id);
    switch (mandate.state()) {
      case DRAFT -> {}
      case SIGNING -> throw MandateReadiness.conflict("mandate-being-signed");
      case SIGNED, USED -> throw MandateReadiness.conflict("mandate-signed");
    }
    Credential credential =
        MandateReadiness.usable(
            tools.credentials().ofUser(user.id()).await(), tools.clock().instant());
    try (OpeningKey key = tools.pin().check(user, mandate.branch(), credential, entered)) {
      return begin(user, mandate, credential, key);
    }
  }

  private Begun begin(Actor.User user, Mandate mandate, Credential credential, OpeningKey key) {
    User grantor =
        MandateReadiness.reachable(UserStore.find(tools.database().client(), user.id()).await());
    byte[] digest = new MandateApproval(mandate, credential.serial()).digest();
    return switch (tools
        .otp()
        .issue(user.id(), grantor.email(), OtpPurpose.MANDATE, digest)
        .await()) {
      case OtpIssue.TooMany many ->
          throw new Failure.TooMany("too-many-codes", many.retryAfter()).exception();
      case OtpIssue.Issued issued -> {
        var request =
            new MandateRequest(
                Ids.next(tools.clock()),
                mandate.id(),
                user.id(),
                credential.id(),
                digest,
                MandateRequest.State.PIN_ACCEPTED,
                issued.expiresAt());
        var split = SplitSecret.split(key);
        var life = Duration.between(tools.clock().instant(), issued.expiresAt());
        tools.halves().put(request.id(), split.server(), life).await();
        keep(user, grantor, mandate, request, issued);
        yield new Begun(request, grantor.email(), split.browser());
      }
    };
  }

  private void keep(
      Actor.User user,
      User grantor,
      Mandate mandate,
      MandateRequest request,
      OtpIssue.Issued issued) {
    tools
        .database()
        .tx(
            tx ->
                MandateRequestStore.begin(tx, request, tools.clock().instant())
                    .compose(done -> mails.code(tx, grantor, issued.code(), issued.expiresAt()))
                    .compose(
                        done ->
                            tools
                                .audit()
                                .record(
                                    tx,
                                    user,
                                    "mandate.signature-requested",
                                    "mandate:" + mandate.id(),
                                    mandate.branch(),
                                    new JsonObject()
                                        .put("request", request.id().toString())
                                        .put("credential", request.credential().toString()))))
        .await();
  }
}
