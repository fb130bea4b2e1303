package natsuin.contracts;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import natsuin.http.Actors;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.ByteSize;
import natsuin.kernel.Failure;

/** What customers do with contracts, but for signing. */
final class ContractRoutes implements Routes {
  private static final ByteSize BODY = new ByteSize(16 * 1024);
  private final ContractTools tools;
  private final FindContract contracts;
  private final Acknowledge acknowledge;
  private final RefuseContract refuse;

  ContractRoutes(
      ContractTools tools, FindContract contracts, Acknowledge acknowledge, RefuseContract refuse) {
    this.tools = tools;
    this.contracts = contracts;
    this.acknowledge = acknowledge;
    this.refuse = refuse;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/contracts/:id").handler(this::view);
    router.put("/api/contracts/:id/acknowledgements/:what").handler(this::tick);
    router.delete("/api/contracts/:id/acknowledgements/:what").handler(this::untick);
    router.post("/api/contracts/:id/refusal").handler(Requests.body(BODY)).handler(this::refuse);
  }

  private void view(RoutingContext context) {
    var user = Actors.user(context);
    var contract = contracts.find(user, Requests.id(context, "id"));
    context.json(CustomerView.of(contract, user, tools));
  }

  private void tick(RoutingContext context) {
    acknowledge.tick(
        Actors.user(context), Requests.id(context, "id"), what(context), seat(context));
    context.response().setStatusCode(204).end();
  }

  private void untick(RoutingContext context) {
    acknowledge.untick(
        Actors.user(context), Requests.id(context, "id"), what(context), seat(context));
    context.response().setStatusCode(204).end();
  }

  private void refuse(RoutingContext context) {
    refuse.refuse(Actors.user(context), Requests.id(context, "id"), Requests.json(context));
    view(context);
  }

  /** Which of his places the user has before his eyes, where the client says so. */
  private static Optional<UUID> seat(RoutingContext context) {
    return Optional.ofNullable(context.queryParams().get("seat")).map(Requests::id);
  }

  private static Acknowledgement what(RoutingContext context) {
    try {
      return Acknowledgement.of(context.pathParam("what"));
    } catch (IllegalArgumentException unknown) {
      throw new Failure.NotFound("not-found").exception();
    }
  }
}
