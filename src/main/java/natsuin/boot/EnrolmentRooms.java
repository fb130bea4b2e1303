package natsuin.boot;

import natsuin.enrolment.Enrolment;
import natsuin.enrolment.Ground;
import natsuin.fields.Forms;
import natsuin.otp.ClientSends;
import natsuin.vault.KeyedHash;

/** Assembles the story of applications. */
final class EnrolmentRooms {
  private EnrolmentRooms() {}

  static Enrolment enrolment(Node node, Duties duties) {
    var configuration = node.configuration();
    var rules = configuration.enrolment();
    var keys = node.keys().master();
    var clients =
        new ClientSends(
            node.redis(),
            node.clock(),
            new KeyedHash(keys, "clients"),
            "applications",
            rules.sendsPerClient(),
            rules.sendsWithin());
    return new Enrolment(
        node.vertx(),
        new Ground(
            node.database(),
            node.clock(),
            Forms.load(),
            duties.otp(),
            clients,
            duties.outbox(),
            duties.register(),
            duties.requests(),
            duties.audit(),
            duties.announcements(),
            configuration.http().baseUrl(),
            configuration.bank().name()),
        keys,
        rules);
  }
}
