package natsuin.contracts;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import natsuin.http.Actors;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.kernel.ByteSize;

/** What staff do with contracts. */
final class StaffContractRoutes implements Routes {
  private static final ByteSize BODY = new ByteSize(128 * 1024);
  private static final int MAX_QUERY = 100;
  private final ContractTools tools;
  private final FindContract contracts;
  private final CreateContract create;
  private final ConcludeContract conclude;

  StaffContractRoutes(
      ContractTools tools,
      FindContract contracts,
      CreateContract create,
      ConcludeContract conclude) {
    this.tools = tools;
    this.contracts = contracts;
    this.create = create;
    this.conclude = conclude;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/staff/signers").handler(this::signers);
    router.post("/api/staff/contracts").handler(Requests.body(BODY)).handler(this::create);
    router.get("/api/staff/contracts/:id").handler(this::view);
    router.post("/api/staff/contracts/:id/conclusion").handler(this::conclude);
  }

  /** Customers of every branch: a guarantor's may be another. */
  private void signers(RoutingContext context) {
    var staff = Actors.staff(context);
    TakeUpload.mayPrepare(staff);
    String q = context.queryParams().get("q");
    String text = q == null ? "" : q.substring(0, Math.min(MAX_QUERY, q.length()));
    var items = new JsonArray();
    SignerCandidateStore.search(tools.database().client(), text, tools.clock().instant())
        .await()
        .forEach(candidate -> items.add(candidate.json()));
    context.json(new JsonObject().put("items", items));
  }

  private void create(RoutingContext context) {
    var staff = Actors.staff(context);
    UUID id = create.create(staff, Requests.json(context), Origin.counter(staff));
    context.response().setStatusCode(201).putHeader("Location", "/api/staff/contracts/" + id);
    answer(context, staff, id);
  }

  private void view(RoutingContext context) {
    answer(context, Actors.staff(context), Requests.id(context, "id"));
  }

  private void conclude(RoutingContext context) {
    var staff = Actors.staff(context);
    var id = Requests.id(context, "id");
    conclude.conclude(staff, id);
    context.response().setStatusCode(202);
    answer(context, staff, id);
  }

  private void answer(RoutingContext context, Actor.Staff staff, UUID id) {
    context.json(StaffView.of(contracts.find(staff, id), staff, tools));
  }
}
