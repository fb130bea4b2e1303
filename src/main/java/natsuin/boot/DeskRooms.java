package natsuin.boot;

import java.time.Duration;
import natsuin.certificates.ClientRevocationMails;
import natsuin.certificates.ClientRevocations;
import natsuin.employerdesk.DeskTools;
import natsuin.employerdesk.EmployerDesk;
import natsuin.fields.Forms;

/** Assembles the story of what staff do for employers. */
final class DeskRooms {
  private static final Duration INITIAL_PASSWORD = Duration.ofDays(30);

  private DeskRooms() {}

  static EmployerDesk desk(Node node, Duties duties) {
    return new EmployerDesk(
        node.vertx(),
        new DeskTools(
            node.database(),
            node.clock(),
            Forms.load(),
            duties.passwords(),
            revocations(node, duties),
            duties.sessions(),
            duties.audit(),
            duties.outbox(),
            duties.announcements(),
            portal(node)),
        node.configuration().bank().name(),
        INITIAL_PASSWORD);
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
    return node.configuration().http().baseUrl() + "/employer";
  }
}
