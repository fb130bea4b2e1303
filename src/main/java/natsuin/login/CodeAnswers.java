package natsuin.login;

import io.vertx.core.json.JsonObject;
import java.util.List;
import natsuin.kernel.Failure;
import natsuin.passwords.CodeSending;
import natsuin.users.MailAddress;

/** The second step of a login as either portal's API answers it. */
final class CodeAnswers {
  private CodeAnswers() {}

  /** The code that was sent, or too many codes. */
  static CodeSending.Sent sent(CodeSending sending) {
    return switch (sending) {
      case CodeSending.Sent sent -> sent;
      case CodeSending.TooMany many ->
          throw new Failure.TooMany("too-many-codes", many.retryAfter()).exception();
    };
  }

  /** What the browser is told of it. */
  static JsonObject json(CodeSending.Sent sent, String next) {
    return new JsonObject()
        .put("next", next)
        .put("sentTo", MailAddress.masked(sent.address()))
        .put("expiresAt", sent.expiresAt().toString());
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
