package natsuin.members;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import natsuin.http.Actors;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.kernel.ByteSize;
import natsuin.kernel.Failure;
import natsuin.rights.MemberAct;

/** What customers do with their organization's data and users. */
final class MemberRoutes implements Routes {
  private static final ByteSize BODY = new ByteSize(16 * 1024);
  private final Accounts accounts;
  private final ChangeOrganization organization;
  private final AddUser add;
  private final ChangeUser change;
  private final DeleteUser delete;
  private final ReissuePassword reissue;

  MemberRoutes(
      Accounts accounts,
      ChangeOrganization organization,
      AddUser add,
      ChangeUser change,
      DeleteUser delete,
      ReissuePassword reissue) {
    this.accounts = accounts;
    this.organization = organization;
    this.add = add;
    this.change = change;
    this.delete = delete;
    this.reissue = reissue;
  }

  @Override
  public void mount(Router router) {
    var body = Requests.body(BODY);
    router.get("/api/organization").handler(this::organization);
    router.put("/api/organization").handler(body).handler(this::changeOrganization);
    router.post("/api/users").handler(body).handler(this::add);
    router.get("/api/users/:id").handler(this::user);
    router.put("/api/users/:id").handler(body).handler(this::change);
    router.delete("/api/users/:id").handler(this::delete);
    router.post("/api/users/:id/temporary-password").handler(this::reissue);
  }

  private void organization(RoutingContext context) {
    var viewer = Actors.user(context);
    context.json(accounts.view(roster(viewer)).forCustomer(viewer));
  }

  private void changeOrganization(RoutingContext context) {
    var actor = Actors.user(context);
    int revoked = organization.byCustomer(actor, Requests.json(context));
    context.json(
        accounts.view(roster(actor)).forCustomer(actor).put("revokedCertificates", revoked));
  }

  private void add(RoutingContext context) {
    var actor = Actors.user(context);
    UUID id = add.add(actor, Requests.json(context));
    context.response().setStatusCode(201).putHeader("Location", "/api/users/" + id);
    context.json(view(actor, id));
  }

  private void user(RoutingContext context) {
    context.json(view(Actors.user(context), Requests.id(context, "id")));
  }

  private void change(RoutingContext context) {
    var actor = Actors.user(context);
    UUID id = Requests.id(context, "id");
    var followed = change.change(actor, id, Requests.json(context));
    context.json(
        view(actor, id)
            .put("certificateRevoked", followed.revoked())
            .put("codeAtNextLogin", followed.mailMoved()));
  }

  private void delete(RoutingContext context) {
    delete.byCustomer(
        Actors.user(context), Requests.id(context, "id"), context.request().getParam("version"));
    context.response().setStatusCode(204).end();
  }

  private void reissue(RoutingContext context) {
    reissue.byCustomer(Actors.user(context), Requests.id(context, "id"));
    context.response().setStatusCode(204).end();
  }

  private JsonObject view(Actor.User viewer, UUID id) {
    var roster = roster(viewer);
    var user = roster.household().target(viewer, id, MemberAct.SEE);
    return accounts.view(roster).user(viewer, user);
  }

  private Roster roster(Actor.User viewer) {
    return accounts
        .find(viewer.organization())
        .await()
        .orElseThrow(() -> new Failure.NotFound("not-found").exception());
  }
}
