package natsuin.employers;

import java.util.List;
import natsuin.http.Routes;

/** The door of the employer portal: what this browser's certificate is worth, login and logout. */
public final class EmployerEntrance {
  private final EntranceTools tools;

  /** On this ground. */
  public EmployerEntrance(EntranceTools tools) {
    this.tools = tools;
  }

  /** What it offers over HTTP. */
  public List<Routes> routes() {
    return List.of(
        new ConnectionRoutes(tools),
        new EmployerSessionRoutes(tools, new LogIn(tools), new EmployerSession(tools)));
  }
}
