package natsuin.employerdesk;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import natsuin.http.Routes;

/** The door of this story. */
public final class EmployerDesk implements AutoCloseable {
  private final LetterPress press;
  private final List<Routes> routes;

  /**
   * The story with these tools.
   *
   * @param bankName as letters show it
   * @param passwordFor how long an initial password is good; the last day counts until its end
   */
  public EmployerDesk(Vertx vertx, DeskTools tools, String bankName, Duration passwordFor) {
    this.press = new LetterPress(vertx, tools, new Letter(bankName, tools.portal()), passwordFor);
    var mails = new DeskMails(tools.outbox(), tools.portal());
    this.routes =
        List.of(
            new EmployerRoutes(
                tools,
                new RegisterEmployer(tools, press),
                new ChangeEmployer(tools),
                new IssueLetter(tools, press)),
            new BatchRoutes(tools, new CheckBatch(tools), new RegisterBatch(tools, press)),
            new MasterRoutes(
                tools, new ResetMaster(tools, press, mails), new UnlockMaster(tools, mails)));
  }

  /** What it offers over HTTP. */
  public List<Routes> routes() {
    return routes;
  }

  @Override
  public void close() {
    press.close();
  }
}
