package natsuin.login;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import natsuin.http.Actors;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.http.SessionCookies;
import natsuin.kernel.Actor;
import natsuin.kernel.ByteSize;
import natsuin.kernel.Failure;
import natsuin.kernel.Portal;

/** {@code /api/session} and {@code /api/password} of customers. */
final class LoginRoutes implements Routes {
  private static final String ATTEMPT = "natsuin_mypage_attempt";
  private static final String SESSION = "/api/session";

  private final LogIn logIn;
  private final LogOut logOut;
  private final ReadSession readSession;
  private final ChangePassword changePassword;
  private final ByteSize bodyLimit;

  LoginRoutes(
      LogIn logIn,
      LogOut logOut,
      ReadSession readSession,
      ChangePassword changePassword,
      ByteSize bodyLimit) {
    this.logIn = logIn;
    this.logOut = logOut;
    this.readSession = readSession;
    this.changePassword = changePassword;
    this.bodyLimit = bodyLimit;
  }

  @Override
  public void mount(Router router) {
    router.post(SESSION).handler(Requests.body(bodyLimit)).handler(this::logIn);
    router.post(SESSION + "/code").handler(Requests.body(bodyLimit)).handler(this::code);
    router.get(SESSION).handler(context -> context.json(readSession.read(Actors.user(context))));
    router.delete(SESSION).handler(this::logOut);
    router
        .put(SESSION + "/language")
        .handler(Requests.body(bodyLimit))
        .handler(this::changeLanguage);
    router.put("/api/password").handler(Requests.body(bodyLimit)).handler(this::changePassword);
  }

  private void logIn(RoutingContext context) {
    JsonObject body = Requests.json(context);
    var before = LogOut.session(Actors.any(context));
    var result = logIn.logIn(Requests.text(body, "login"), Requests.text(body, "password"), before);
    switch (result) {
      case LoginResult.LoggedIn in -> {
        SessionCookies.write(context, Portal.MYPAGE, in.session().token());
        context.json(readSession.show(in.person(), in.session().expiresAt()));
      }
      case LoginResult.Code code -> {
        var sent = CodeAnswers.sent(code.sending());
        SessionCookies.write(context, ATTEMPT, SESSION, sent.attempt());
        context.response().setStatusCode(202);
        context.json(CodeAnswers.json(sent, "email-code"));
      }
      case LoginResult.Refused refused ->
          throw new Failure.Unauthenticated("login-refused").exception();
      case LoginResult.Locked locked ->
          throw new Failure.Locked("account-locked", locked.until()).exception();
      case LoginResult.TemporaryPasswordExpired expired ->
          throw new Failure.Unauthenticated("temporary-password-expired").exception();
    }
  }

  private void code(RoutingContext context) {
    var result =
        logIn.code(
            SessionCookies.read(context, ATTEMPT),
            Requests.text(Requests.json(context), "code"),
            LogOut.session(Actors.any(context)));
    var in = CodeAnswers.loggedIn(result);
    SessionCookies.remove(context, ATTEMPT, SESSION);
    SessionCookies.write(context, Portal.MYPAGE, in.session().token());
    context.json(readSession.show(in.person(), in.session().expiresAt()));
  }

  private void logOut(RoutingContext context) {
    logOut.logOut(Actors.any(context));
    SessionCookies.remove(context, Portal.MYPAGE);
    context.response().setStatusCode(204).end();
  }

  private void changeLanguage(RoutingContext context) {
    Actor.User user = Actors.user(context);
    String language = Requests.text(Requests.json(context), "language");
    if (!language.equals("ja") && !language.equals("en")) {
      throw new Failure.Invalid(new Failure.FieldError("language", "required")).exception();
    }
    readSession.speak(user, Locale.of(language));
    context.response().setStatusCode(204).end();
  }

  private void changePassword(RoutingContext context) {
    Actor.User user = Actors.user(context);
    JsonObject body = Requests.json(context);
    changePassword
        .change(user, Requests.text(body, "current"), Requests.text(body, "new"))
        .ifPresent(
            failure -> {
              throw failure.exception();
            });
    context.response().setStatusCode(204).end();
  }
}
