package natsuin.web;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import natsuin.certificates.ClientCertificates;
import natsuin.certificates.ClientVerdict;
import natsuin.http.Actors;
import natsuin.http.ClientCertificate;
import natsuin.http.SessionCookies;
import natsuin.kernel.Failure;
import natsuin.kernel.Portal;
import natsuin.sessions.Sessions;
import natsuin.sessions.Walls;

/**
 * Recognizes who sends a request, by the cookie of the portal that the path belongs to (SEC-2).
 * Routes ask {@link Actors} and so refuse whoever is not logged in, or logged in elsewhere.
 */
public final class SessionGuard {
  /** All that a temporary password is good for (LOGIN-1). */
  private static final Set<String> WITH_TEMPORARY_PASSWORD =
      Set.of("/api/session", "/api/password", "/api/service");

  private final Sessions sessions;
  private final Walls walls;
  private final ClientCertificates certificates;

  /** A guard who looks at every session anew. */
  public SessionGuard(Sessions sessions, Walls walls, ClientCertificates certificates) {
    this.sessions = sessions;
    this.walls = walls;
    this.certificates = certificates;
  }

  /** Recognizes the sender if there is one. Runs on a virtual thread. */
  public void recognize(RoutingContext context) {
    Portal portal = portal(context);
    var token = SessionCookies.read(context, portal);
    token
        .flatMap(known -> meanwhile(context, () -> find(context, portal, known)))
        .ifPresentOrElse(
            found -> admit(context, portal, found), () -> recognizeWall(context, portal));
    context.next();
  }

  private Future<Optional<Sessions.Found>> find(
      RoutingContext context, Portal portal, String token) {
    return switch (portal) {
      case MYPAGE, STAFF, ISSUANCE -> sessions.find(portal, token, use(context));
      case EMPLOYER -> findByCertificate(context, token);
    };
  }

  /**
   * An employer's session is good only where the connection shows the very certificate that it
   * began with, good at this moment: a cookie that was stolen opens nothing (EMP-8). The
   * certificate comes first, so that nobody keeps a session alive without it.
   */
  private Future<Optional<Sessions.Found>> findByCertificate(RoutingContext context, String token) {
    return certificates
        .judge(ClientCertificate.of(context))
        .compose(
            verdict ->
                verdict instanceof ClientVerdict.Good good
                    ? sessions
                        .find(Portal.EMPLOYER, token, use(context))
                        .map(found -> found.filter(f -> began(f, good.holder())))
                    : Future.succeededFuture(Optional.empty()));
  }

  private static boolean began(Sessions.Found found, ClientVerdict.Holder holder) {
    return holder.serial().equals(found.session().certificate());
  }

  /** A wall's screen is nobody of the staff: routes that ask for one refuse it. */
  private void recognizeWall(RoutingContext context, Portal portal) {
    if (portal == Portal.STAFF) {
      SessionCookies.read(context, Walls.COOKIE)
          .flatMap(token -> meanwhile(context, () -> walls.find(token)))
          .ifPresent(wall -> Actors.recognize(context, wall.actor()));
    }
  }

  /** The body waits meanwhile: whoever reads it is not there yet. */
  private static <T> T meanwhile(RoutingContext context, Supplier<Future<T>> asked) {
    var request = context.request();
    boolean read = request.isEnded();
    if (!read) {
      request.pause();
    }
    try {
      return asked.get().await();
    } finally {
      if (!read) {
        request.resume();
      }
    }
  }

  private static void admit(RoutingContext context, Portal portal, Sessions.Found found) {
    found.renewedToken().ifPresent(fresh -> SessionCookies.write(context, portal, fresh));
    if (found.session().mustChangePassword()
        && !WITH_TEMPORARY_PASSWORD.contains(context.normalizedPath())) {
      throw new Failure.Forbidden("password-change-required").exception();
    }
    Actors.recognize(context, found.session().actor());
  }

  private static Portal portal(RoutingContext context) {
    if (ofStaff(context)) {
      return Portal.STAFF;
    }
    if (!Entrances.ofEmployers(context)) {
      return Portal.MYPAGE;
    }
    return ofIssuance(context) ? Portal.ISSUANCE : Portal.EMPLOYER;
  }

  private static boolean ofIssuance(RoutingContext context) {
    String path = context.normalizedPath();
    return path.startsWith("/api/live")
        ? "issuance".equals(context.request().getParam("portal"))
        : path.equals("/api/employer/issuance") || path.startsWith("/api/employer/issuance/");
  }

  /** Whether the path belongs to the bank's staff. */
  static boolean ofStaff(RoutingContext context) {
    String path = context.normalizedPath();
    return path.startsWith("/api/live")
        ? "staff".equals(context.request().getParam("portal"))
        : path.equals("/api/staff") || path.startsWith("/api/staff/");
  }

  /** What pages ask for by themselves does not keep a session alive. */
  private static Sessions.Use use(RoutingContext context) {
    return context.normalizedPath().startsWith("/api/live")
        ? Sessions.Use.PASSIVE
        : Sessions.Use.ACTIVE;
  }
}
