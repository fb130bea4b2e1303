package natsuin.web;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import natsuin.http.AccessLog;
import natsuin.http.ClientAddress;
import natsuin.http.Problems;
import natsuin.http.RequestId;
import natsuin.http.Routes;
import natsuin.http.SameOrigin;
import natsuin.http.SecurityHeaders;
import natsuin.pg.Database;

/** Which path leads to which room, from top to bottom. */
public final class RouteTable {
  private static final int[] REFUSALS = {400, 401, 403, 404, 405, 406, 413, 414, 415, 431, 500};
  private final SecurityHeaders headers;
  private final SameOrigin sameOrigin;
  private final ClientAddress clients;
  private final MaintenanceGate maintenance;
  private final SessionGuard sessionGuard;
  private final List<Routes> rooms;

  /**
   * The table over what the rooms offer, in this order.
   *
   * @param reachable other addresses that pages may ask, whether they answer
   */
  public RouteTable(
      String baseUrl,
      List<URI> reachable,
      ClientAddress clients,
      MaintenanceGate maintenance,
      SessionGuard sessionGuard,
      List<Routes> rooms) {
    this.headers = new SecurityHeaders(baseUrl, reachable);
    this.maintenance = maintenance;
    this.sameOrigin = new SameOrigin(baseUrl);
    this.clients = clients;
    this.sessionGuard = sessionGuard;
    this.rooms = List.copyOf(rooms);
  }

  /** A router for one listener. */
  Router router(Vertx vertx) {
    var router = Router.router(vertx);
    router.route().handler(RequestId::assign);
    router.route().handler(AccessLog::write);
    router.route().handler(headers::add);
    router
        .route("/api/*")
        .handler(sameOrigin::check)
        .handler(RouteTable::keepNothing)
        .handler(clients::note)
        .handler(maintenance::api)
        .handler(sessionGuard::recognize);
    rooms.forEach(room -> room.mount(router));
    for (int status : REFUSALS) {
      router.errorHandler(status, context -> Problems.answer(context, Database::translate));
    }
    return router;
  }

  /** Answers of the interface are for this one reader; routes say otherwise where it matters. */
  private static void keepNothing(RoutingContext context) {
    context.response().putHeader("Cache-Control", "no-store");
    context.next();
  }
}
