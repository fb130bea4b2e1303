package natsuin.boot;

import java.security.cert.X509Certificate;
import natsuin.certificates.ClientValidity;
import natsuin.certificates.IssueCertificate;
import natsuin.clientissue.Certify;
import natsuin.clientissue.ClientIssue;
import natsuin.clientissue.ClientIssueTools;
import natsuin.otp.ServerHalves;
import natsuin.passwords.PasswordPolicy;
import natsuin.vault.BrowserBox;

/** Assembles the issue of client certificates. */
final class ClientIssueRooms {
  private static final int WAITING = 64;

  private ClientIssueRooms() {}

  static ClientIssue clientIssue(Node node, Duties duties) {
    var configuration = node.configuration();
    var pki = node.keys().pki();
    var tools =
        new ClientIssueTools(
            node.vertx(),
            node.database(),
            duties.passwords(),
            PasswordPolicy.GUIDE,
            new ServerHalves(node.redis()),
            new BrowserBox(node.keys().master(), "client-issue"),
            duties.sessions(),
            new Certify(
                new IssueCertificate(node.database(), pki.issuing(), node.clock()),
                new X509Certificate[] {
                  pki.issuing().identity().certificate(), pki.root().certificate()
                }),
            new ClientValidity(366, 30),
            duties.outbox(),
            duties.audit(),
            duties.announcements(),
            configuration.http().bodyLimit(),
            node.clock(),
            configuration.http().baseUrl());
    return new ClientIssue(tools, Runtime.getRuntime().availableProcessors(), WAITING);
  }
}
