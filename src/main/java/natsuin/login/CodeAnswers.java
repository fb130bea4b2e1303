package natsuin.login;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import natsuin.http.SessionCookies;
import natsuin.kernel.Failure;
import natsuin.users.MailAddress;

/** The second step of a login as either portal's API answers it. */
final class CodeAnswers {
  private CodeAnswers() {}

  /** 202 with the half-session's cookie, or too many codes. */
  static void sending(
      RoutingContext context, CodeSending sending, String cookie, String path, String next) {
    switch (sending) {
      case CodeSending.Sent sent -> {
        SessionCookies.write(context, cookie, path, sent.attempt());
        context.response().setStatusCode(202);
        context.json(
            new JsonObject()
                .put("next", next)
                .put("sentTo", MailAddress.masked(sent.address()))
                .put("expiresAt", sent.expiresAt().toString()));
      }
      case CodeSending.TooMany many ->
          throw new Failure.TooMany("too-many-codes", many.retryAfter()).exception();
    }
  }

  /** The login, or why there is none. */
  static CodeResult.LoggedIn loggedIn(CodeResult result) {
    return switch (result) {
      case CodeResult.LoggedIn in -> in;
      case CodeResult.Wrong wrong ->
          throw new Failure.Wrong("code-wrong", wrong.triesLeft()).exception();
      case CodeResult.TooOftenWrong tooOften ->
          throw new Failure.Refused("code-void", List.of()).exception();
      case CodeResult.NoAttempt none ->
          throw new Failure.Unauthenticated("login-attempt-expired").exception();
    };
  }
}
