package natsuin.boot;

import java.util.List;
import natsuin.certificates.ClientCertificates;
import natsuin.employers.EmployerEntrance;
import natsuin.employers.EntranceTools;
import natsuin.http.Routes;
import natsuin.kernel.Portal;

/** Assembles the employer portal. */
final class EmployerRooms {
  private final ClientCertificates certificates;
  private final EmployerEntrance entrance;

  EmployerRooms(Node node, Duties duties) {
    var issuer = node.keys().pki().issuing().identity().certificate();
    certificates = new ClientCertificates(node.database(), issuer, node.clock());
    entrance =
        new EmployerEntrance(
            new EntranceTools(
                node.database(),
                node.clock(),
                certificates,
                node.configuration().employerRules().certificate(),
                duties.passwords().check(Portal.EMPLOYER),
                duties.sessions(),
                duties.audit(),
                duties.throttle(),
                node.configuration().http().bodyLimit()));
  }

  /** Judges what connections show. */
  ClientCertificates certificates() {
    return certificates;
  }

  List<Routes> routes() {
    return entrance.routes();
  }
}
