package natsuin.contracts;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import natsuin.http.Actors;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.kernel.ByteSize;

/** What staff do with a contract between its sending and its end (CONTRACT-6). */
final class ContractLifeRoutes implements Routes {
  private static final ByteSize BODY = new ByteSize(128 * 1024);
  private static final String CONTRACT = "/api/staff/contracts/:id";

  private final ContractTools tools;
  private final FindContract contracts;
  private final RemindSigners remind;
  private final MoveDeadline deadline;
  private final WithdrawContract withdraw;
  private final RecordRepayment repay;
  private final CancelContract cancel;

  ContractLifeRoutes(ContractTools tools, FindContract contracts, CreateContract create) {
    this.tools = tools;
    this.contracts = contracts;
    this.remind = new RemindSigners(tools, contracts);
    this.deadline = new MoveDeadline(tools, contracts);
    this.withdraw = new WithdrawContract(tools, contracts);
    this.repay = new RecordRepayment(tools, contracts);
    this.cancel = new CancelContract(tools, contracts, create);
  }

  @Override
  public void mount(Router router) {
    var body = Requests.body(BODY);
    router.get(CONTRACT + "/history").handler(this::history);
    router.post(CONTRACT + "/reminders").handler(body).handler(act(remind::remind));
    router.put(CONTRACT + "/deadline").handler(body).handler(act(deadline::move));
    router.post(CONTRACT + "/withdrawal").handler(body).handler(act(withdraw::withdraw));
    router.post(CONTRACT + "/repayment").handler(body).handler(act(repay::repay));
    router.post(CONTRACT + "/cancellation").handler(body).handler(this::cancel);
  }

  @FunctionalInterface
  private interface Act {
    void on(Actor.Staff staff, UUID contract, JsonObject json);
  }

  private io.vertx.core.Handler<RoutingContext> act(Act act) {
    return context -> {
      var staff = Actors.staff(context);
      var id = Requests.id(context, "id");
      act.on(staff, id, Requests.json(context));
      answer(context, staff, id);
    };
  }

  private void cancel(RoutingContext context) {
    var staff = Actors.staff(context);
    UUID agreement = cancel.cancel(staff, Requests.id(context, "id"), Requests.json(context));
    context
        .response()
        .setStatusCode(201)
        .putHeader("Location", "/api/staff/contracts/" + agreement);
    answer(context, staff, agreement);
  }

  private void history(RoutingContext context) {
    var contract = contracts.find(Actors.staff(context), Requests.id(context, "id"));
    context.json(
        new JsonObject()
            .put("items", HistoryStore.of(tools.database().client(), contract).await()));
  }

  private void answer(RoutingContext context, Actor.Staff staff, UUID id) {
    context.json(StaffView.of(contracts.find(staff, id), staff, tools));
  }
}
