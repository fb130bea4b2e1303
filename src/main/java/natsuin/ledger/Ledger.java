package natsuin.ledger;

import java.time.InstantSource;
import java.util.List;
import natsuin.audit.Audit;
import natsuin.http.Routes;
import natsuin.kernel.KeepingRule;
import natsuin.pg.Database;

/** The door: the lists' paths. */
public final class Ledger {
  private final List<Routes> routes;

  /**
   * Reads from this database; {@code clock} says which deadlines are over, {@code keeping} until
   * when a contract is kept.
   */
  public Ledger(Database database, Audit audit, InstantSource clock, KeepingRule keeping) {
    var lists = new ReadList(clock);
    var export = new ExportList(database);
    this.routes =
        List.of(
            new CustomerListRoutes(database, lists, export, keeping),
            new StaffListRoutes(database, audit, lists, export));
  }

  /** {@code /api/contracts} and {@code /api/staff/contracts}, to read, behind the session guard. */
  public List<Routes> routes() {
    return routes;
  }
}
