package natsuin.employerdesk;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import natsuin.http.Routes;
import natsuin.schedule.Schedule;

/** The door of this story. */
public final class EmployerDesk implements AutoCloseable {
  private static final Duration SWEEP_EVERY = Duration.ofHours(1);

  /** A checked file that nobody registered. */
  private static final Duration FILES_KEPT = Duration.ofDays(1);

  private final DeskTools tools;
  private final LetterPress press;
  private final List<Routes> routes;

  /**
   * The story with these tools.
   *
   * @param bankName as letters show it
   * @param passwordFor how long an initial password is good; the last day counts until its end
   */
  public EmployerDesk(Vertx vertx, DeskTools tools, String bankName, Duration passwordFor) {
    this.tools = tools;
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

  /** What is to be done again and again, once in the cluster. */
  public void schedule(Schedule schedule) {
    schedule.every("employer-desk.sweep", SWEEP_EVERY, this::sweep);
  }

  private void sweep() {
    var before = tools.clock().instant().minus(FILES_KEPT);
    BatchStore.forget(tools.database().client(), before).await();
  }

  @Override
  public void close() {
    press.close();
  }
}
