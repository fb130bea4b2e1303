package natsuin.boot;

import java.time.Duration;
import natsuin.certificates.IssueClientCertificate;
import natsuin.clientissue.ClientIssue;
import natsuin.clientissue.ClientIssueTools;
import natsuin.kernel.Portal;
import natsuin.otp.CarriedSecrets;
import natsuin.otp.ServerHalves;
import natsuin.vault.BrowserBox;

/** Assembles the issue of client certificates. */
final class ClientIssueRooms {
  private static final int WAITING = 64;

  /** From the password to the file. */
  private static final Duration BETWEEN_STEPS = Duration.ofMinutes(30);

  private ClientIssueRooms() {}

  static ClientIssue clientIssue(Node node, Duties duties) {
    var configuration = node.configuration();
    var validity = configuration.employerRules().certificate();
    var tools =
        new ClientIssueTools(
            node.vertx(),
            node.database(),
            duties.passwords(),
            duties.passwords().policy(Portal.ISSUANCE),
            new CarriedSecrets(
                new ServerHalves(node.redis(), ServerHalves.Purpose.CLIENT_ISSUE),
                new BrowserBox(node.keys().master(), "client-issue"),
                BETWEEN_STEPS),
            duties.sessions(),
            new IssueClientCertificate(
                node.database(),
                node.keys().pki().issuing(),
                validity,
                configuration.pki().country(),
                node.clock()),
            validity,
            duties.outbox(),
            duties.audit(),
            duties.announcements(),
            configuration.http().bodyLimit(),
            node.clock(),
            configuration.employers().baseUrl());
    return new ClientIssue(tools, Runtime.getRuntime().availableProcessors(), WAITING);
  }
}
