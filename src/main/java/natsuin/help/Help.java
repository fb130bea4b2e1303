package natsuin.help;

import java.time.InstantSource;
import java.util.List;
import natsuin.audit.Audit;
import natsuin.http.Routes;
import natsuin.kernel.ByteSize;
import natsuin.pg.Database;

/** The door of this story. */
public final class Help {
  private final List<Routes> routes;

  /** The story on this ground. */
  public Help(Database database, InstantSource clock, Audit audit, ByteSize bodyLimit) {
    this.routes =
        List.of(new HelpRoutes(database, new EditQuestions(database, clock, audit), bodyLimit));
  }

  /** What this story offers over HTTP. */
  public List<Routes> routes() {
    return routes;
  }
}
