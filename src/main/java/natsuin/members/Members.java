package natsuin.members;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;

/** The door of this story: puts its use cases together. */
public final class Members {
  private final List<Routes> routes;
  private final Accounts accounts;

  /** The story with these tools. */
  public Members(MemberTools tools) {
    this.accounts = new Accounts(tools);
    var renew =
        new RenewCertificate(
            tools.revoke(), tools.requests(), tools.certificateMails(), tools.mandates());
    var organization = new ChangeOrganization(tools, renew);
    var delete = new DeleteUser(tools);
    var reissue = new ReissuePassword(tools);
    var mails = new MemberMails(tools.outbox());
    this.routes =
        List.of(
            new MemberRoutes(
                accounts,
                organization,
                new AddUser(tools),
                new ChangeUser(tools, renew, mails),
                delete,
                reissue),
            new StaffMemberRoutes(
                tools, accounts, organization, delete, reissue, new CorrectAddress(tools, mails)));
  }

  /** What this story offers over HTTP. */
  public List<Routes> routes() {
    return routes;
  }

  /** The organization with those of its users whom this user may see, as in the API. */
  public Future<JsonObject> view(Actor.User viewer) {
    return accounts
        .find(viewer.organization())
        .map(roster -> accounts.view(roster.orElseThrow(Members::gone)).forCustomer(viewer));
  }

  private static RuntimeException gone() {
    return new Failure.NotFound("not-found").exception();
  }
}
