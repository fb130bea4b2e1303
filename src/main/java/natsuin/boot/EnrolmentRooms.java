package natsuin.boot;

import natsuin.enrolment.Enrolment;
import natsuin.enrolment.Ground;
import natsuin.fields.Forms;

/** Assembles the story of applications. */
final class EnrolmentRooms {
  private EnrolmentRooms() {}

  static Enrolment enrolment(Node node, Duties duties) {
    var configuration = node.configuration();
    return new Enrolment(
        node.vertx(),
        new Ground(
            node.database(),
            node.clock(),
            Forms.load(),
            duties.otp(),
            duties.throttle(),
            configuration.smtp().from().replaceAll("^.*<|>.*$", ""),
            duties.outbox(),
            duties.notices(),
            duties.register(),
            duties.requests(),
            duties.audit(),
            duties.announcements(),
            configuration.http().baseUrl(),
            configuration.bank().name()),
        node.keys().master(),
        configuration.enrolment());
  }
}
