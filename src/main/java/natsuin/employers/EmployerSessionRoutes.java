package natsuin.employers;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import natsuin.certificates.ClientVerdict;
import natsuin.http.Actors;
import natsuin.http.ClientCertificate;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.http.SessionCookies;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Portal;

/** {@code /api/employer/session}. */
final class EmployerSessionRoutes implements Routes {
  private static final String SESSION = "/api/employer/session";

  private final EntranceTools tools;
  private final LogIn logIn;
  private final EmployerSession session;

  EmployerSessionRoutes(EntranceTools tools, LogIn logIn, EmployerSession session) {
    this.tools = tools;
    this.logIn = logIn;
    this.session = session;
  }

  @Override
  public void mount(Router router) {
    router.post(SESSION).handler(Requests.body(tools.bodyLimit())).handler(this::logIn);
    router
        .get(SESSION)
        .handler(context -> context.json(session.read(Actors.employer(context), verdict(context))));
    router.delete(SESSION).handler(this::leave);
  }

  private void logIn(RoutingContext context) {
    JsonObject body = Requests.json(context);
    ClientVerdict verdict = verdict(context);
    var result =
        logIn.logIn(
            verdict, Requests.text(body, "userId"), Requests.text(body, "password"), own(context));
    switch (result) {
      case LoginResult.LoggedIn in when verdict instanceof ClientVerdict.Good good -> {
        SessionCookies.write(context, Portal.EMPLOYER, in.session().token());
        context.json(session.show(in.user(), good.holder(), in.session().expiresAt()));
      }
      case LoginResult.LoggedIn impossible -> throw new IllegalStateException();
      case LoginResult.NotByCertificate not ->
          throw new Failure.Forbidden(not.why().code()).exception();
      case LoginResult.Refused refused ->
          throw new Failure.Unauthenticated("login-refused").exception();
      case LoginResult.Locked locked ->
          throw new Failure.Locked("account-locked", locked.until()).exception();
      case LoginResult.Blocked blocked ->
          throw new Failure.Forbidden(blocked.master() ? "master-blocked" : "account-blocked")
              .exception();
      case LoginResult.InitialPassword initial ->
          throw new Failure.Forbidden("initial-password").exception();
    }
  }

  private void leave(RoutingContext context) {
    if (Actors.any(context) instanceof Actor.Employer employer) {
      session.leave(employer);
    }
    SessionCookies.remove(context, Portal.EMPLOYER);
    context.response().setStatusCode(204).end();
  }

  private ClientVerdict verdict(RoutingContext context) {
    return tools.certificates().judge(ClientCertificate.of(context)).await();
  }

  private static Optional<UUID> own(RoutingContext context) {
    return Actors.any(context) instanceof Actor.Employer employer
        ? Optional.of(employer.session())
        : Optional.empty();
  }
}
