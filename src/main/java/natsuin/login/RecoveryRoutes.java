package natsuin.login;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import natsuin.http.ClientAddress;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.ByteSize;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;
import natsuin.lockout.Throttle;
import natsuin.otp.OtpIssue;

/** {@code /api/password-recovery}: a code by mail, then a new password (LOGIN-4). */
final class RecoveryRoutes implements Routes {
  private static final String PATH = "/api/password-recovery";

  /** Whoever wants many people to get mails, or to try many codes, is slowed down. */
  private final Throttle throttle;

  private final SendRecoveryCode sendCode;
  private final RecoverPassword recover;
  private final ByteSize bodyLimit;

  RecoveryRoutes(
      Throttle throttle, SendRecoveryCode sendCode, RecoverPassword recover, ByteSize bodyLimit) {
    this.throttle = throttle;
    this.sendCode = sendCode;
    this.recover = recover;
    this.bodyLimit = bodyLimit;
  }

  @Override
  public void mount(Router router) {
    router.post(PATH).handler(Requests.body(bodyLimit)).handler(this::ask);
    router.put(PATH).handler(Requests.body(bodyLimit)).handler(this::recover);
  }

  private void ask(RoutingContext context) {
    String login = login(Requests.json(context));
    throttle.admit("recovery-mail", ClientAddress.of(context)).await();
    switch (sendCode.ask(login)) {
      case OtpIssue.Issued issued -> {
        context.response().setStatusCode(202);
        context
            .json(new JsonObject().put("codeUntil", issued.expiresAt().toString()))
            .onComplete(sent -> sendCode.deliver(login));
      }
      case OtpIssue.TooMany many ->
          throw new Failure.TooMany("too-many-codes", many.retryAfter()).exception();
    }
  }

  private void recover(RoutingContext context) {
    JsonObject body = Requests.json(context);
    throttle.admit("recovery-code", ClientAddress.of(context)).await();
    var result =
        recover.recover(login(body), Requests.text(body, "code"), Requests.text(body, "new"));
    switch (result) {
      case RecoveryResult.Done done -> context.response().setStatusCode(204).end();
      case RecoveryResult.NotAllowed not -> throw new Failure.Invalid(not.faults()).exception();
      case RecoveryResult.Wrong wrong ->
          throw new Failure.Wrong("code-wrong", wrong.triesLeft()).exception();
      case RecoveryResult.NoCode none ->
          throw new Failure.Refused("recovery-code-void").exception();
      case RecoveryResult.Locked locked ->
          throw new Failure.Locked("recovery-locked", locked.until()).exception();
    }
  }

  private static String login(JsonObject body) {
    String login = Requests.text(body, "login");
    if (login.isBlank()) {
      throw new Failure.Invalid(new FieldError("login", "required")).exception();
    }
    return login;
  }
}
