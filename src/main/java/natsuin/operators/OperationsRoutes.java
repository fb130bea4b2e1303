package natsuin.operators;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import natsuin.http.Actors;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.ByteSize;

/** {@code /api/staff/operations}: how it stands, and what is done with an item of a queue. */
final class OperationsRoutes implements Routes {
  private static final String PATH = "/api/staff/operations";
  private static final String ITEM = PATH + "/queues/:queue/items/:id";
  private static final ByteSize BODY = new ByteSize(4 * 1024);

  private final Operations operations;
  private final HandleItem handle;

  OperationsRoutes(Operations operations, HandleItem handle) {
    this.operations = operations;
    this.handle = handle;
  }

  @Override
  public void mount(Router router) {
    router
        .get(PATH)
        .handler(context -> context.json(operations.snapshot(Actors.staff(context)).await()));
    router
        .post(ITEM + "/retry")
        .handler(Requests.body(BODY))
        .handler(context -> act(context, HandleItem.Act.RETRY));
    router
        .post(ITEM + "/park")
        .handler(Requests.body(BODY))
        .handler(context -> act(context, HandleItem.Act.PARK));
  }

  private void act(RoutingContext context, HandleItem.Act act) {
    var staff = Actors.staff(context);
    handle.handle(
        staff,
        act,
        context.pathParam("queue"),
        Requests.id(context, "id"),
        Requests.text(Requests.json(context), "reason").strip());
    context.response().setStatusCode(204).end();
  }
}
