package natsuin.login;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import natsuin.http.Actors;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.http.SessionCookies;
import natsuin.kernel.ByteSize;
import natsuin.kernel.Failure;
import natsuin.kernel.Portal;

/** {@code /api/staff/session}: password, then code. */
final class StaffLoginRoutes implements Routes {
  private static final String PATH = "/api/staff/session";
  private static final String ATTEMPT = "natsuin_staff_attempt";

  private final LogInStaff logIn;
  private final LogOut logOut;
  private final ReadSession readSession;
  private final ByteSize bodyLimit;

  StaffLoginRoutes(LogInStaff logIn, LogOut logOut, ReadSession readSession, ByteSize bodyLimit) {
    this.logIn = logIn;
    this.logOut = logOut;
    this.readSession = readSession;
    this.bodyLimit = bodyLimit;
  }

  @Override
  public void mount(Router router) {
    router.post(PATH).handler(Requests.body(bodyLimit)).handler(this::password);
    router.post(PATH + "/code").handler(Requests.body(bodyLimit)).handler(this::code);
    router.get(PATH).handler(context -> context.json(readSession.read(Actors.staff(context))));
    router.delete(PATH).handler(this::logOut);
  }

  private void password(RoutingContext context) {
    JsonObject body = Requests.json(context);
    var result = logIn.password(Requests.text(body, "login"), Requests.text(body, "password"));
    switch (result) {
      case StaffPasswordResult.Code code -> {
        var sent = CodeAnswers.sent(code.sending());
        SessionCookies.write(context, ATTEMPT, PATH, sent.attempt());
        context.response().setStatusCode(202);
        context.json(CodeAnswers.json(sent, "code"));
      }
      case StaffPasswordResult.Refused refused ->
          throw new Failure.Unauthenticated("login-refused").exception();
      case StaffPasswordResult.Locked locked ->
          throw new Failure.Locked("account-locked", locked.until()).exception();
    }
  }

  private void code(RoutingContext context) {
    JsonObject body = Requests.json(context);
    var result =
        logIn.code(
            SessionCookies.read(context, ATTEMPT),
            Requests.text(body, "code"),
            LogOut.session(Actors.any(context)));
    var in = CodeAnswers.loggedIn(result);
    SessionCookies.remove(context, ATTEMPT, PATH);
    SessionCookies.write(context, Portal.STAFF, in.session().token());
    context.json(readSession.show(in.person(), in.session().expiresAt()));
  }

  private void logOut(RoutingContext context) {
    logOut.logOut(Actors.any(context));
    SessionCookies.remove(context, Portal.STAFF);
    context.response().setStatusCode(204).end();
  }
}
