package natsuin.web;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import natsuin.http.AccessLog;
import natsuin.http.ClientAddress;
import natsuin.http.ClientCertificate;
import natsuin.http.Problems;
import natsuin.http.RequestId;
import natsuin.http.Routes;
import natsuin.http.SameOrigin;
import natsuin.http.SecurityHeaders;
import natsuin.pg.Database;
import natsuin.telemetry.RequestTrace;

/** Which path leads to which room, from top to bottom. */
public final class RouteTable {
  private static final int[] REFUSALS = {400, 401, 403, 404, 405, 406, 413, 414, 415, 431, 500};
  private final SecurityHeaders headers;
  private final SameOrigin sameOrigin;
  private final SameOrigin employersOrigin;
  private final ClientAddress clients;
  private final ClientCertificate certificates;
  private final Entrances entrances;
  private final MaintenanceGate maintenance;
  private final SessionGuard sessionGuard;
  private final List<Routes> rooms;

  /**
   * The table over what the rooms offer, in this order.
   *
   * @param reachable other addresses that pages may ask, whether they answer
   */
  public RouteTable(
      Entrances entrances,
      List<URI> reachable,
      ClientAddress clients,
      MaintenanceGate maintenance,
      SessionGuard sessionGuard,
      List<Routes> rooms) {
    this.headers = new SecurityHeaders(entrances.everybody(), entrances.employers(), reachable);
    this.maintenance = maintenance;
    this.sameOrigin = new SameOrigin(entrances.everybody());
    this.employersOrigin = new SameOrigin(entrances.employers());
    this.entrances = entrances;
    this.clients = clients;
    this.certificates = new ClientCertificate(entrances::isGuarded);
    this.sessionGuard = sessionGuard;
    this.rooms = List.copyOf(rooms);
  }

  /** A router for one listener. */
  Router router(Vertx vertx) {
    var router = Router.router(vertx);
    router.route().handler(RequestId::assign);
    router.route().handler(RouteTable::trace);
    router.route().handler(context -> AccessLog.write(context, RequestTrace::keeping));
    router.route().handler(headers::add);
    router
        .route("/api/*")
        .handler(this::checkOrigin)
        .handler(RouteTable::keepNothing)
        .handler(clients::note)
        .handler(entrances.encryption()::note)
        .handler(entrances::api)
        .handler(certificates::note)
        .handler(maintenance::api)
        .handler(sessionGuard::recognize);
    rooms.forEach(room -> room.mount(router));
    for (int status : REFUSALS) {
      router.errorHandler(status, context -> Problems.answer(context, Database::translate));
    }
    return router;
  }

  private static void trace(RoutingContext context) {
    RequestTrace.begin(RequestId.of(context));
    context.next();
  }

  /** A page of the one entrance has no business at the other. */
  private void checkOrigin(RoutingContext context) {
    (Entrances.ofEmployers(context) ? employersOrigin : sameOrigin).check(context);
  }

  /** Answers of the interface are for this one reader; routes say otherwise where it matters. */
  private static void keepNothing(RoutingContext context) {
    context.response().putHeader("Cache-Control", "no-store");
    context.next();
  }
}
