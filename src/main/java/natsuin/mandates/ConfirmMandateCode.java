package natsuin.mandates;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.otp.OtpIssue;
import natsuin.otp.OtpPurpose;
import natsuin.otp.OtpVerdict;
import natsuin.users.User;
import natsuin.users.UserStore;

/** Step 2, the code 「認証」: completes the authorization for a short while. On a virtual thread. */
final class ConfirmMandateCode {
  private final MandateTools tools;
  private final OpenMandate.Finder finder;
  private final MandateMails mails;

  ConfirmMandateCode(MandateTools tools) {
    this.tools = tools;
    this.finder = new OpenMandate.Finder(tools);
    this.mails = new MandateMails(tools.outbox());
  }

  /**
   * Enters the code.
   *
   * @param here whether this browser holds the other half; without it the code is not used up
   */
  void confirm(Actor.User user, UUID id, UUID request, boolean here, String code) {
    OpenMandate open = open(user, id, request, "code-expired");
    if (open.request().state() == MandateRequest.State.AUTHORIZED) {
      return;
    }
    if (!here) {
      throw MandateReadiness.conflict("other-browser");
    }
    byte[] bound = open.request().digest();
    String address = grantor(user).email();
    switch (tools.otp().verify(user.id(), address, OtpPurpose.MANDATE, bound, code).await()) {
      case OtpVerdict.Accepted accepted -> authorize(user, open);
      case OtpVerdict.Wrong wrong ->
          throw new Failure.Wrong("code-wrong", wrong.triesLeft()).exception();
      case OtpVerdict.Expired expired -> throw MandateReadiness.conflict("code-expired");
      case OtpVerdict.Voided voided ->
          throw new Failure.Refused("code-void", List.of()).exception();
    }
  }

  /** Sends another code; the earlier one is void. */
  void resend(Actor.User user, UUID id, UUID request) {
    OpenMandate open = open(user, id, request, "request-expired");
    if (open.request().state() != MandateRequest.State.PIN_ACCEPTED) {
      return;
    }
    User grantor = grantor(user);
    byte[] bound = open.request().digest();
    switch (tools.otp().issue(user.id(), grantor.email(), OtpPurpose.MANDATE, bound).await()) {
      case OtpIssue.TooMany many ->
          throw new Failure.TooMany("too-many-codes", many.retryAfter()).exception();
      case OtpIssue.Issued issued -> send(grantor, open, issued);
    }
  }

  private OpenMandate open(Actor.User user, UUID id, UUID request, String late) {
    Mandate mandate = finder.own(user, id);
    return finder.open(mandate, finder.request(user, mandate, request), late);
  }

  private User grantor(Actor.User user) {
    return MandateReadiness.reachable(UserStore.find(tools.database().client(), user.id()).await());
  }

  private void send(User grantor, OpenMandate open, OtpIssue.Issued issued) {
    Instant until = issued.expiresAt();
    UUID request = open.request().id();
    tools.halves().keep(request, Duration.between(tools.clock().instant(), until)).await();
    tools
        .database()
        .tx(
            tx ->
                MandateRequestStore.extend(tx, request, until)
                    .compose(done -> mails.code(tx, grantor, issued.code(), until)))
        .await();
  }

  private void authorize(Actor.User user, OpenMandate open) {
    Instant now = tools.clock().instant();
    UUID request = open.request().id();
    tools.halves().keep(request, tools.useWithin()).await();
    boolean first =
        tools
            .database()
            .tx(
                tx ->
                    MandateRequestStore.authorize(tx, request, now, now.plus(tools.useWithin()))
                        .compose(
                            done ->
                                tools
                                    .audit()
                                    .record(
                                        tx,
                                        user,
                                        "mandate.signature-authorized",
                                        "mandate:" + open.mandate().id(),
                                        open.mandate().branch(),
                                        new JsonObject().put("request", request.toString()))
                                    .map(done)))
            .await();
    if (!first) {
      throw MandateReadiness.conflict("request-superseded");
    }
  }
}
