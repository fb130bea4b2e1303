package natsuin.employers;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;
import natsuin.kernel.FailureException;
import natsuin.otp.OtpIssue;
import natsuin.otp.OtpPurpose;
import natsuin.otp.OtpVerdict;
import natsuin.rights.EmployerAct;
import natsuin.users.EmployerUser;
import natsuin.users.EmployerUserStore;

/** One's own data: name, language, mail address with a code to the new one. Waits. */
final class OwnAccount {
  private static final String CHANGED = "employer-user.changed";
  private static final JsonObject NONE = new JsonObject();

  private final PortalTools tools;
  private final EmployerMails mails;

  OwnAccount(PortalTools tools, EmployerMails mails) {
    this.tools = tools;
    this.mails = mails;
  }

  /** The name that mails and lists show; it stands in no certificate. */
  void change(Actor.Employer actor, JsonObject input) {
    JsonObject values = tools.take("employer-name", input);
    tools.with(
        actor.employer(),
        (tx, held) -> {
          EmployerUser before = held.target(actor, actor.id(), EmployerAct.CHANGE);
          Versions.same(input, before.life().version());
          PortalStore.update(tx, actor.id(), values.getString("name"), before.email()).await();
          record(tx, actor, CHANGED, before, new JsonObject().put("mailMoved", false)).await();
          return true;
        });
  }

  /** Mails are in this language from now on (UI-1). */
  void speak(Actor.Employer actor, Locale language) {
    EmployerUserStore.setLanguage(tools.database().client(), actor.id(), language).await();
  }

  /** Sends a code to the address that is to be the user's; answers until when it is good. */
  Instant moveAddress(Actor.Employer actor, JsonObject input) {
    String email = tools.take("employer-email", input).getString("email");
    EmployerUser user = present(actor);
    if (email.equalsIgnoreCase(user.email())) {
      throw new Failure.Invalid(new FieldError("email", "email-same")).exception();
    }
    var issue =
        tools
            .otp()
            .issue(user.id(), email, OtpPurpose.EMPLOYER_ADDRESS, bound(user, email))
            .await();
    return switch (issue) {
      case OtpIssue.TooMany many ->
          throw new Failure.TooMany("too-many-codes", many.retryAfter()).exception();
      case OtpIssue.Issued issued -> {
        tools
            .database()
            .tx(
                tx ->
                    mails
                        .addressCode(tx, user, email, issued)
                        .compose(
                            sent ->
                                record(tx, actor, "employer-user.address-code-sent", user, NONE)))
            .await();
        yield issued.expiresAt();
      }
    };
  }

  /** The code: mails go to the new address, the old one is told, and other sessions end. */
  void confirmAddress(Actor.Employer actor, String entered, String code) {
    // As it was taken when the code was sent.
    var input = new JsonObject().put("email", entered).put("emailAgain", entered);
    String email = tools.take("employer-email", input).getString("email");
    EmployerUser user = present(actor);
    var verdict =
        tools
            .otp()
            .verify(user.id(), email, OtpPurpose.EMPLOYER_ADDRESS, bound(user, email), code)
            .await();
    switch (verdict) {
      case OtpVerdict.Accepted accepted -> move(actor, user.email(), email);
      case OtpVerdict.Wrong wrong ->
          throw new Failure.Wrong("code-wrong", wrong.triesLeft()).exception();
      case OtpVerdict.Voided voided -> throw sendAnew();
      case OtpVerdict.Expired expired -> throw sendAnew();
    }
  }

  private static FailureException sendAnew() {
    return new Failure.Refused("code-send-anew", List.of()).exception();
  }

  /** The code was for moving from the one address to the other, wherever that is asked. */
  private void move(Actor.Employer actor, String from, String email) {
    tools.with(
        actor.employer(),
        (tx, held) -> {
          EmployerUser before = held.target(actor, actor.id(), EmployerAct.CHANGE);
          if (!from.equals(before.email())) {
            throw sendAnew();
          }
          PortalStore.update(tx, actor.id(), before.name(), email).await();
          mails.addressChanged(tx, before, email).await();
          tools.sessions().endOthers(tx, actor.id(), actor.session()).await();
          record(tx, actor, CHANGED, before, new JsonObject().put("mailMoved", true)).await();
          return true;
        });
  }

  /** A code moves from the address of this moment to that one. */
  private static byte[] bound(EmployerUser user, String email) {
    return (user.email() + "\n" + email).getBytes(StandardCharsets.UTF_8);
  }

  private EmployerUser present(Actor.Employer actor) {
    return EmployerUserStore.find(tools.database().client(), actor.id())
        .await()
        .filter(user -> user.life().deletedAt() == null)
        .orElseThrow(() -> new Failure.Unauthenticated("not-logged-in").exception());
  }

  private Future<Void> record(
      SqlConnection tx, Actor.Employer actor, String action, EmployerUser user, JsonObject detail) {
    return tools.audit().record(tx, actor, action, user.label(), user.branchId(), detail);
  }
}
