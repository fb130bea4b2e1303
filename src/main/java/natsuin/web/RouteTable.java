package natsuin.web;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.List;
import natsuin.http.AccessLog;
import natsuin.http.Problems;
import natsuin.http.RequestId;
import natsuin.http.Routes;
import natsuin.http.SecurityHeaders;
import natsuin.pg.Database;

/** Which path leads to which room, from top to bottom. */
public final class RouteTable {
  private final List<Routes> rooms;

  /** The table over what the rooms offer, in this order. */
  public RouteTable(List<Routes> rooms) {
    this.rooms = List.copyOf(rooms);
  }

  /** A router for one listener. */
  Router router(Vertx vertx) {
    var router = Router.router(vertx);
    router.route().handler(RequestId::assign);
    router.route().handler(AccessLog::write);
    router.route().handler(SecurityHeaders::add);
    rooms.forEach(room -> room.mount(router));
    router.route().handler(context -> context.fail(404));
    for (int status : new int[] {400, 404, 405, 406, 413, 414, 415, 431, 500}) {
      router.errorHandler(status, context -> Problems.answer(context, Database::translate));
    }
    router.route().failureHandler(context -> Problems.answer(context, Database::translate));
    return router;
  }
}
