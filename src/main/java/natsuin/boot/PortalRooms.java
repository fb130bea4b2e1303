package natsuin.boot;

import java.time.Duration;
import natsuin.employers.EmployerPortal;
import natsuin.employers.PortalTools;
import natsuin.otp.CarriedSecrets;
import natsuin.otp.ServerHalves;
import natsuin.vault.BrowserBox;

/** Assembles first registration and the inside of the employer portal. */
final class PortalRooms {
  /** For the form; the code has as long once more. */
  private static final Duration BETWEEN_STEPS = Duration.ofMinutes(30);

  private PortalRooms() {}

  static EmployerPortal portal(Node node, Duties duties) {
    var configuration = node.configuration();
    return new EmployerPortal(
        new PortalTools(
            node.database(),
            node.clock(),
            duties.forms(),
            duties.passwords(),
            duties.otp(),
            new CarriedSecrets(
                new ServerHalves(node.redis(), ServerHalves.Purpose.REGISTRATION),
                new BrowserBox(node.keys().master(), "employer-registration"),
                BETWEEN_STEPS),
            duties.sessions(),
            DeskRooms.revocations(node, duties),
            configuration.employerRules().certificate(),
            duties.throttle(),
            duties.outbox(),
            duties.audit(),
            configuration.employerRules().initialPassword(),
            configuration.http().bodyLimit(),
            configuration.employers().baseUrl()));
  }
}
