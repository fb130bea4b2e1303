package natsuin.members;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import natsuin.http.Actors;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.kernel.ByteSize;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;
import natsuin.users.StaffStore;
import org.jspecify.annotations.Nullable;

/** What the branch does with customers' data (ORG-1, USER-4, LOGIN-5). */
final class StaffMemberRoutes implements Routes {
  private static final ByteSize BODY = new ByteSize(16 * 1024);
  private static final int MAX_QUERY = 100;
  private static final int MAX_PAGE = 100_000;
  private final MemberTools tools;
  private final Accounts accounts;
  private final ChangeOrganization change;
  private final DeleteUser delete;
  private final ReissuePassword reissue;
  private final CorrectAddress correct;

  StaffMemberRoutes(
      MemberTools tools,
      Accounts accounts,
      ChangeOrganization change,
      DeleteUser delete,
      ReissuePassword reissue,
      CorrectAddress correct) {
    this.tools = tools;
    this.accounts = accounts;
    this.change = change;
    this.delete = delete;
    this.reissue = reissue;
    this.correct = correct;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/staff/organizations").handler(this::list);
    router.get("/api/staff/organizations/:id").handler(this::view);
    router.put("/api/staff/organizations/:id").handler(Requests.body(BODY)).handler(this::change);
    router.delete("/api/staff/users/:id").handler(this::delete);
    router.post("/api/staff/users/:id/temporary-password").handler(this::reissue);
    router.put("/api/staff/users/:id/email").handler(Requests.body(BODY)).handler(this::correct);
  }

  private void list(RoutingContext context) {
    var staff = Actors.staff(context);
    String q = context.queryParams().get("q");
    String text = q == null ? "" : q.substring(0, Math.min(MAX_QUERY, q.length()));
    int page = page(context.queryParams().get("page"));
    var found =
        OrganizationListStore.find(
                tools.database().client(), StaffRights.onlyBranch(staff), text, page)
            .await();
    context.json(
        new JsonObject()
            .put("total", found.total())
            .put("page", page)
            .put("size", OrganizationListStore.SIZE)
            .put("items", new JsonArray(new ArrayList<>(found.items()))));
  }

  private static int page(@Nullable String text) {
    if (text == null) {
      return 1;
    }
    if (!text.matches("[1-9]\\d{0,5}") || Integer.parseInt(text) > MAX_PAGE) {
      throw new Failure.Invalid(new FieldError("page", "not-a-number")).exception();
    }
    return Integer.parseInt(text);
  }

  private void view(RoutingContext context) {
    var staff = Actors.staff(context);
    answer(context, staff, roster(staff, Requests.id(context, "id")), 0);
  }

  private void change(RoutingContext context) {
    var staff = Actors.staff(context);
    var roster = roster(staff, Requests.id(context, "id"));
    requireMaintain(staff, roster);
    var input = Requests.json(context);
    UUID id = roster.organization().id();
    int revoked = change.byStaff(staff, id, input, dealings(input));
    answer(context, staff, roster(staff, id), revoked);
  }

  private Dealings dealings(JsonObject input) {
    String branch = Requests.text(input, "accountBranch");
    if (!(input.getValue("borrower") instanceof Boolean borrower)) {
      throw new Failure.Invalid(new FieldError("borrower", "required")).exception();
    }
    if (branch.isEmpty()) {
      return new Dealings(Optional.empty(), borrower);
    }
    return StaffStore.branches(tools.database().client()).await().stream()
        .filter(known -> known.id().toString().equals(branch))
        .findFirst()
        .map(known -> new Dealings(Optional.of(known.id()), borrower))
        .orElseThrow(
            () ->
                new Failure.Invalid(new FieldError("accountBranch", "unknown-value")).exception());
  }

  private void delete(RoutingContext context) {
    var staff = Actors.staff(context);
    UUID user = Requests.id(context, "id");
    UUID organization = organizationOf(staff, user);
    delete.byStaff(staff, organization, user, context.request().getParam("version"));
    context.response().setStatusCode(204).end();
  }

  private void reissue(RoutingContext context) {
    var staff = Actors.staff(context);
    UUID user = Requests.id(context, "id");
    reissue.byStaff(staff, organizationOf(staff, user), user);
    context.response().setStatusCode(204).end();
  }

  private void correct(RoutingContext context) {
    var staff = Actors.staff(context);
    UUID user = Requests.id(context, "id");
    correct.byStaff(staff, organizationOf(staff, user), user, Requests.json(context));
    context.response().setStatusCode(204).end();
  }

  private UUID organizationOf(Actor.Staff staff, UUID user) {
    UUID organization =
        MemberStore.organizationOf(tools.database().client(), user)
            .await()
            .orElseThrow(() -> new Failure.NotFound("not-found").exception());
    requireMaintain(staff, roster(staff, organization));
    return organization;
  }

  /** Organizations of another branch are not there for those who may not look at them. */
  private Roster roster(Actor.Staff staff, UUID organization) {
    return accounts
        .find(organization)
        .await()
        .filter(found -> StaffRights.may(staff, StaffAct.REVIEW, found.organization().branch()))
        .orElseThrow(() -> new Failure.NotFound("not-found").exception());
  }

  private static boolean maintains(Actor.Staff staff, Roster roster) {
    return StaffRights.may(staff, StaffAct.MAINTAIN, roster.organization().branch());
  }

  private static void requireMaintain(Actor.Staff staff, Roster roster) {
    if (!maintains(staff, roster)) {
      throw new Failure.Forbidden("forbidden").exception();
    }
  }

  private void answer(RoutingContext context, Actor.Staff staff, Roster roster, int revoked) {
    context.json(
        accounts
            .view(roster)
            .forStaff(maintains(staff, roster))
            .put("revokedCertificates", revoked));
  }
}
