package natsuin.employers;

import java.util.List;
import natsuin.http.Routes;

/** A door of this story: first registration, and what is done inside. */
public final class EmployerPortal {
  private final List<Routes> routes;

  /** With these tools. */
  public EmployerPortal(PortalTools tools) {
    var mails = new EmployerMails(tools.outbox(), tools.baseUrl());
    var roster = new Roster(tools);
    var drafts = new RegistrationDrafts(tools.secrets());
    this.routes =
        List.of(
            new RegistrationRoutes(tools, new RegisterMaster(tools, drafts, mails)),
            new AccountRoutes(
                tools, roster, new OwnAccount(tools, mails), new ChangePassword(tools, mails)),
            new UserRoutes(tools, roster, new KeepUsers(tools, mails)));
  }

  /** What it offers over HTTP. */
  public List<Routes> routes() {
    return routes;
  }
}
