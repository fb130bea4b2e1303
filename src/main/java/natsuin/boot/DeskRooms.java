package natsuin.boot;

import natsuin.certificates.ClientRevocationMails;
import natsuin.certificates.ClientRevocations;
import natsuin.employerdesk.DeskTools;
import natsuin.employerdesk.EmployerDesk;

/** Assembles the story of what staff do for employers. */
final class DeskRooms {
  private DeskRooms() {}

  static EmployerDesk desk(Node node, Duties duties) {
    return new EmployerDesk(
        node.vertx(),
        new DeskTools(
            node.database(),
            node.clock(),
            duties.forms(),
            duties.passwords(),
            revocations(node, duties),
            duties.sessions(),
            duties.audit(),
            duties.outbox(),
            duties.announcements(),
            portal(node)),
        node.configuration().bank().name(),
        node.configuration().employerRules().initialPassword());
  }

  /** What ends employers' client certificates. */
  static ClientRevocations revocations(Node node, Duties duties) {
    return new ClientRevocations(
        new ClientRevocationMails(duties.outbox(), portal(node) + "/"),
        duties.audit(),
        duties.announcements(),
        node.clock());
  }

  private static String portal(Node node) {
    return node.configuration().employers().baseUrl() + "/employer";
  }
}
